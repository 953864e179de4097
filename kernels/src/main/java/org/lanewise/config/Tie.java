package org.lanewise.config;

import java.util.Optional;
import java.util.OptionalInt;
import org.lanewise.schedule.Schedule;

/**
 * A schedule that could not be told apart from the best one.
 *
 * @param schedule which
 * @param time how long a run takes with it, measured in turns with the best one; empty in results
 *     that are older than this figure
 * @param forks fresh JVMs that the time comes from; empty where the time is
 */
public record Tie(Schedule schedule, Optional<Estimate> time, OptionalInt forks) {
    /** A tie with its time. */
    public Tie(Schedule schedule, Estimate time, int forks) {
        this(schedule, Optional.of(time), OptionalInt.of(forks));
    }

    /** A tie of which no more than the schedule is known. */
    public static Tie untimed(Schedule schedule) {
        return new Tie(schedule, Optional.empty(), OptionalInt.empty());
    }
}
