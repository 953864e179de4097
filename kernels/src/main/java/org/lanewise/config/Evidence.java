package org.lanewise.config;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.lanewise.schedule.Schedule;

/**
 * How far the figures of a tuned layer can be trusted. Immutable.
 *
 * @param ties schedules that could not be told apart from the best one, in no order of speed
 * @param bestModes the speeds of the best schedule, fastest first, where JVMs disagree; empty where
 *     they agree
 * @param defaultModes the same of the default schedule
 * @param applicationRatio promised time by the time that a plain application gets: 1 is as
 *     promised, less is slower; empty if that was not measured
 * @param forks fresh JVMs that the best schedule was timed in; 0 where the times are those of the
 *     search and nothing has confirmed them; empty in results that are older than this figure, all
 *     of which were confirmed
 */
public record Evidence(
        List<Tie> ties,
        List<Mode> bestModes,
        List<Mode> defaultModes,
        OptionalDouble applicationRatio,
        OptionalInt forks) {
    /**
     * Fresh JVMs from which on the range of their times holds their median with 95% confidence; of
     * fewer, readers are told the number and no interval.
     */
    public static final int FORKS_FOR_AN_INTERVAL = 6;

    /** Nothing is known beside the times themselves. */
    public static final Evidence NONE =
            new Evidence(
                    List.of(), List.of(), List.of(), OptionalDouble.empty(), OptionalInt.empty());

    /** Times as the search saw them, each candidate by itself in a JVM that ran many others. */
    public static final Evidence UNCONFIRMED =
            new Evidence(
                    List.of(), List.of(), List.of(), OptionalDouble.empty(), OptionalInt.of(0));

    /** Keeps unmodifiable copies. */
    public Evidence {
        ties = List.copyOf(ties);
        bestModes = List.copyOf(bestModes);
        defaultModes = List.copyOf(defaultModes);
    }

    /** The schedules of the {@link #ties}. */
    public List<Schedule> tied() {
        return ties.stream().map(Tie::schedule).toList();
    }

    /** Whether fresh JVMs have confirmed the times. */
    public boolean confirmed() {
        return forks.isEmpty() || forks.getAsInt() > 0;
    }

    /** The same with the application's ratio. */
    public Evidence withApplicationRatio(OptionalDouble ratio) {
        return new Evidence(ties, bestModes, defaultModes, ratio, forks);
    }
}
