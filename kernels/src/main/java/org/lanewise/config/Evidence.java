package org.lanewise.config;

import java.util.List;
import java.util.OptionalDouble;
import org.lanewise.schedule.Schedule;

/**
 * How far the figures of a tuned layer can be trusted. Immutable.
 *
 * @param tied schedules that could not be told apart from the best one, in no order of speed
 * @param bestModes the speeds of the best schedule, fastest first, where JVMs disagree; empty where
 *     they agree
 * @param defaultModes the same of the default schedule
 * @param applicationRatio promised time by the time that a plain application gets: 1 is as
 *     promised, less is slower; empty if that was not measured
 */
public record Evidence(
        List<Schedule> tied,
        List<Mode> bestModes,
        List<Mode> defaultModes,
        OptionalDouble applicationRatio) {
    /** Nothing is known beside the times themselves. */
    public static final Evidence NONE =
            new Evidence(List.of(), List.of(), List.of(), OptionalDouble.empty());

    /** Keeps unmodifiable copies. */
    public Evidence {
        tied = List.copyOf(tied);
        bestModes = List.copyOf(bestModes);
        defaultModes = List.copyOf(defaultModes);
    }

    /** The same with the application's ratio. */
    public Evidence withApplicationRatio(OptionalDouble ratio) {
        return new Evidence(tied, bestModes, defaultModes, ratio);
    }
}
