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
     * The fastest kernel; of those that are as fast, one whose JVMs all had the same speed, then
     * the one that reaches full speed first, then the one with the smaller tile.
     *
     * @param contenders at least one, each timed at least once
     */
    static Winner among(List<Forks> contenders) {
        Forks fastest = fastest(contenders);
        List<Forks> level =
                contenders.stream().filter(contender -> ties(contender, fastest)).toList();
        Forks chosen =
                level.stream()
                        .filter(contender -> contender.medianNs() <= AS_FAST * fastest.medianNs())
                        .min(
                                Comparator.comparing(
                                                (Forks contender) -> !contender.modes().isEmpty())
                                        .thenComparingDouble(Forks::readyMs)
                                        .thenComparingInt(
                                                contender -> contender.schedule().accumulators()))
                        .orElseThrow();
        return new Winner(
                chosen,
                level.stream()
                        .map(Forks::schedule)
                        .filter(schedule -> !schedule.equals(chosen.schedule()))
                        .toList());
    }

    /** The smallest median. */
    static Forks fastest(List<Forks> contenders) {
        return contenders.stream().min(Comparator.comparingDouble(Forks::medianNs)).orElseThrow();
    }

    /** Whether further rounds could change what becomes of a contender beside the fastest. */
    static boolean open(Forks contender, Forks fastest) {
        return contender != fastest
                && ties(contender, fastest)
                && !contender.knownWithin(AS_FAST, fastest);
    }

    /** Whether a contender is the fastest or cannot be told apart from it. */
    static boolean ties(Forks contender, Forks fastest) {
        return contender == fastest || !contender.knownSlowerThan(fastest);
    }
}
