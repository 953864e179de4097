package org.lanewise.tuner.t4;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lanewise.db.Outcome;
import org.lanewise.db.Trial;
import org.lanewise.schedule.Schedule;

/**
 * What became of one schedule.
 *
 * @param schedule the schedule
 * @param kind how it ended
 * @param medianNs its time; empty where it has none
 * @param samplesNs the times that this is the median of, as far as they are known
 * @param warmUpMs until its kernel ran compiled code throughout; empty where that is not known
 * @param at when; empty where that is not known
 */
public record Result(
        Schedule schedule,
        Outcome.Kind kind,
        OptionalDouble medianNs,
        List<Double> samplesNs,
        OptionalDouble warmUpMs,
        Optional<Instant> at) {
    /** Keeps an unmodifiable copy. */
    public Result {
        samplesNs = List.copyOf(samplesNs);
    }

    /** Of a table, which keeps medians alone. */
    public static Result of(Schedule schedule, Outcome.Kind kind, OptionalDouble medianNs) {
        return new Result(
                schedule,
                kind,
                medianNs,
                medianNs.stream().boxed().toList(),
                OptionalDouble.empty(),
                Optional.empty());
    }

    /** Of a trial. */
    public static Result of(Trial trial) {
        return trial.outcome() instanceof Outcome.Measured measured
                ? new Result(
                        trial.schedule(),
                        measured.kind(),
                        OptionalDouble.of(measured.time().medianNs()),
                        measured.samplesNs(),
                        OptionalDouble.of(measured.warmUpMs()),
                        Optional.of(trial.at()))
                : new Result(
                        trial.schedule(),
                        trial.outcome().kind(),
                        OptionalDouble.empty(),
                        List.of(),
                        OptionalDouble.of(0),
                        Optional.of(trial.at()));
    }
}
