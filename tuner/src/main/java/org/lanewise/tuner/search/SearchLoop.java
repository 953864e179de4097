package org.lanewise.tuner.search;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.costmodel.Example;
import org.lanewise.tuner.costmodel.TrainingRow;
import org.lanewise.tuner.space.Point;

/**
 * The loop of one search for a schedule. Where the results come from, a machine or a recorded
 * table, is the caller's. Not thread-safe.
 */
public final class SearchLoop {
    /** Evaluations of a round. */
    public static final int ROUND = 16;

    /** Tells how fast candidates are. */
    @FunctionalInterface
    public interface Evaluation {
        /**
         * Evaluates candidates in their order until it is told to stop.
         *
         * @param known what the search evaluated before
         * @param stop asked before each evaluation
         * @return one observation for each candidate evaluated, in their order
         */
        List<Observation> of(
                List<LegalSchedule> candidates, List<Observation> known, BooleanSupplier stop)
                throws InterruptedException;
    }

    private final KnobSpace space;
    private final List<LegalSchedule> first;
    private final Evaluation evaluation;
    private final List<Observation> observations;
    private final PointLoop loop;

    /**
     * A search at its beginning, or one that goes on.
     *
     * @param first what is evaluated before anything is proposed, unless it is known
     * @param known what an earlier run of the same search evaluated, oldest first
     */
    public SearchLoop(
            ScheduleSpace schedules,
            Strategy strategy,
            long seed,
            List<LegalSchedule> first,
            List<Observation> known,
            Evaluation evaluation) {
        this.space = new KnobSpace(schedules);
        this.first = List.copyOf(first);
        this.evaluation = evaluation;
        this.observations = new ArrayList<>(known);
        this.loop =
                new PointLoop(
                        space,
                        strategy,
                        seed,
                        known.stream().map(this::result).toList(),
                        new PointLoop.Evaluation() {
                            @Override
                            public List<Result> first(BooleanSupplier stop)
                                    throws InterruptedException {
                                return evaluateFirst(stop);
                            }

                            @Override
                            public List<Result> of(List<Point> candidates, BooleanSupplier stop)
                                    throws InterruptedException {
                                return evaluate(
                                        candidates.stream().map(space::legal).toList(), stop);
                            }
                        });
    }

    /** All that is known, oldest first. */
    public List<Observation> observations() {
        return List.copyOf(observations);
    }

    /**
     * Goes on to the end of a round.
     *
     * @param otherRows what other searches found on the same machine
     * @param most evaluations of the whole search, at which the round ends early
     * @param stop asked before each evaluation but the first of all
     * @return whether anything was evaluated; the space is exhausted if not, unless a limit bound
     * @throws InterruptedException if an evaluation was asked to stop
     */
    public boolean round(List<TrainingRow> otherRows, int most, BooleanSupplier stop)
            throws InterruptedException {
        return loop.round(ScheduleLessons.of(space, otherRows), most, stop);
    }

    /**
     * What was expected of a schedule of the batch that is being evaluated: its speed by that of
     * the fastest known; empty where no model was asked.
     */
    public OptionalDouble predicted(Schedule schedule) {
        return space.pointOf(schedule).stream()
                .flatMapToDouble(point -> loop.predicted(point).stream())
                .findFirst();
    }

    private List<Result> evaluateFirst(BooleanSupplier stop) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        for (LegalSchedule candidate : unknown()) {
            if (!results.isEmpty() && stop.getAsBoolean()) {
                break;
            }
            results.addAll(evaluate(List.of(candidate), () -> false));
        }
        return results;
    }

    private List<LegalSchedule> unknown() {
        Set<Schedule> known =
                observations.stream().map(Observation::schedule).collect(Collectors.toSet());
        return first.stream().filter(one -> !known.contains(one.schedule())).toList();
    }

    /** Whether something is to be evaluated before anything is proposed. */
    public boolean hasFirst() {
        return !unknown().isEmpty();
    }

    private List<Result> evaluate(List<LegalSchedule> candidates, BooleanSupplier stop)
            throws InterruptedException {
        List<Observation> seen = evaluation.of(candidates, observations(), stop);
        observations.addAll(seen);
        return seen.stream().map(this::result).toList();
    }

    private Result result(Observation seen) {
        return new Result(
                space.pointOf(seen.schedule()),
                new Example(
                        space.schedules().workload(),
                        space.features(seen.schedule()),
                        seen.nanos()));
    }
}
