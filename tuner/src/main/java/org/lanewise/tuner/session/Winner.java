package org.lanewise.tuner.session;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lanewise.schedule.Schedule;

/**
 * Chooses between kernels that were timed in turns.
 *
 * @param forks the chosen one's times
 * @param tied those that are not slower than the fastest by what is noticed and known; the chosen
 *     one is not among them
 */
record Winner(Forks forks, List<Forks> tied) {
    /**
     * What ties, and is slower by less than this, is as fast; what is slower at the median is not
     * taken for the fastest only because too few rounds were measured.
     */
    private static final double AS_FAST = 1.02;

    /**
     * A difference too small to promise: the times of one kernel in two JVMs, each compiling it
     * anew, differ by more.
     */
    private static final double SLOWER = 1.01;

    /** Keeps an unmodifiable copy. */
    Winner {
        tied = List.copyOf(tied);
    }

    /**
     * The default schedule where it ties with the fastest kernel, so that no gain is claimed that
     * was not seen. Else the fastest; of those that are as fast one whose JVMs all had the same
     * speed, then the one that reaches full speed first, then the one with the smaller tile. Never
     * one that took longer than the default schedule.
     *
     * @param finalists at least one, each timed at least once
     */
    static Winner among(List<Forks> finalists, Schedule defaultSchedule) {
        Forks fastest = fastest(finalists);
        List<Forks> level = finalists.stream().filter(finalist -> ties(finalist, fastest)).toList();
        Forks chosen =
                of(defaultSchedule, level)
                        .orElseGet(() ->
                                ready(
                                        level,
                                        of(defaultSchedule, finalists)
                                                .map(Forks::medianNs)
                                                .orElse(Double.POSITIVE_INFINITY)));
        return new Winner(chosen, level.stream().filter(finalist -> finalist != chosen).toList());
    }

    private static Optional<Forks> of(Schedule schedule, List<Forks> finalists) {
        return finalists.stream()
                .filter(finalist -> finalist.schedule().equals(schedule))
                .findFirst();
    }

    /** Of those that are as fast as the fastest the one that an application is best served by. */
    private static Forks ready(List<Forks> level, double defaultNs) {
        double most = Math.min(defaultNs, AS_FAST * fastest(level).medianNs());
        return level.stream()
                .filter(finalist -> finalist.medianNs() <= most)
                .min(
                        Comparator.comparing((Forks finalist) -> !finalist.modes().isEmpty())
                                .thenComparingDouble(Forks::readyMs)
                                .thenComparingInt(finalist -> finalist.schedule().accumulators()))
                .orElseThrow();
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

    /** Whether medians or rounds leave open that a finalist is hardly slower than the fastest. */
    static boolean ties(Forks finalist, Forks fastest) {
        return finalist == fastest
                || finalist.medianNs() <= SLOWER * fastest.medianNs()
                || !finalist.knownSlower(SLOWER, fastest);
    }
}
