package org.lanewise.tuner.session;

import java.util.Comparator;
import java.util.List;
import org.lanewise.schedule.Schedule;

/**
 * Chooses between kernels that were timed in turns.
 *
 * @param forks the chosen one's times
 * @param tied the schedules that could not be told apart from the fastest; the chosen one is not
 *     among them
 */
record Winner(Forks forks, List<Schedule> tied) {
    /**
     * Slower by less than this, and not known to be slower, is as fast; what is slower at the
     * median is not taken for the fastest only because too few rounds were measured.
     */
    private static final double AS_FAST = 1.02;

    /** Keeps an unmodifiable copy. */
    Winner {
        tied = List.copyOf(tied);
    }

    /**
     * The fastest kernel; of those that are as fast the default schedule, so that no gain is
     * claimed that was not seen; else one whose JVMs all had the same speed, then the one that
     * reaches full speed first, then the one with the smaller tile. Never one that took longer than
     * the default schedule.
     *
     * @param finalists at least one, each timed at least once
     */
    static Winner among(List<Forks> finalists, Schedule defaultSchedule) {
        Forks fastest = fastest(finalists);
        double most =
                finalists.stream()
                        .filter(finalist -> finalist.schedule().equals(defaultSchedule))
                        .mapToDouble(Forks::medianNs)
                        .reduce(AS_FAST * fastest.medianNs(), Math::min);
        List<Forks> level = finalists.stream().filter(finalist -> ties(finalist, fastest)).toList();
        Forks chosen =
                level.stream()
                        .filter(finalist -> finalist.medianNs() <= most)
                        .min(preferring(defaultSchedule))
                        .orElseThrow();
        return new Winner(
                chosen,
                level.stream()
                        .map(Forks::schedule)
                        .filter(schedule -> !schedule.equals(chosen.schedule()))
                        .toList());
    }

    private static Comparator<Forks> preferring(Schedule defaultSchedule) {
        return Comparator.comparing(
                        (Forks finalist) -> !finalist.schedule().equals(defaultSchedule))
                .thenComparing(finalist -> !finalist.modes().isEmpty())
                .thenComparingDouble(Forks::readyMs)
                .thenComparingInt(finalist -> finalist.schedule().accumulators());
    }

    /** The smallest median. */
    static Forks fastest(List<Forks> finalists) {
        return finalists.stream().min(Comparator.comparingDouble(Forks::medianNs)).orElseThrow();
    }

    /** Whether further rounds could change what becomes of a finalist beside the fastest. */
    static boolean open(Forks finalist, Forks fastest) {
        return finalist != fastest
                && ties(finalist, fastest)
                && !finalist.knownWithin(AS_FAST, fastest);
    }

    /** Whether a finalist is the fastest or cannot be told apart from it. */
    static boolean ties(Forks finalist, Forks fastest) {
        return finalist == fastest || !finalist.knownSlowerThan(fastest);
    }
}
