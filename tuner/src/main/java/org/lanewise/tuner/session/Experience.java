package org.lanewise.tuner.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Fact;
import org.lanewise.db.Outcome;
import org.lanewise.db.Trial;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.LearnedSchedules;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.tuner.costmodel.Example;
import org.lanewise.tuner.costmodel.TrainingRow;
import org.lanewise.workload.Workload;

/**
 * What histories teach of layers that are not in them. Trials and results of other generators count
 * as well: what is learned is where a search begins, and what it measures corrects it. Not
 * thread-safe.
 */
public final class Experience implements Consumer<Fact> {
    /** Costs of one machine and one layer can be compared. */
    private record Problem(Machine machine, Workload workload) {}

    /** What wins by less on one shape may lose as much on its neighbour. */
    private static final double WORTH = 1.05;

    private final Map<Problem, Map<Schedule, Outcome>> screened = new LinkedHashMap<>();
    private final Map<String, Tuned> tuned = new TreeMap<>();

    /** Takes a fact in, in the order of a history; most kinds teach nothing. */
    @Override
    public void accept(Fact fact) {
        switch (fact) {
            case Fact.OfTrial trial -> accept(trial.machine(), trial.trial());
            case Fact.OfResult result -> accept(result.best());
            case Fact.OfLimits _, Fact.OfPeers _, Fact.OfRun _ -> {
                // Says nothing of a schedule.
            }
        }
    }

    private void accept(Machine machine, Trial trial) {
        if (trial.stage().screening() && trial.cache() == CacheState.HOT) {
            screened.computeIfAbsent(
                            new Problem(machine, trial.workload()), _ -> new LinkedHashMap<>())
                    .put(trial.schedule(), trial.outcome());
        }
    }

    private void accept(BestConfig best) {
        if (best.cache() == CacheState.HOT) {
            best.layers().stream()
                    .filter(layer -> layer.evidence().confirmed())
                    .forEach(layer ->
                            tuned.put(
                                    LearnedSchedules.shape(
                                            layer.workload(), best.machine().target()),
                                    new Tuned(best.machine().target(), layer)));
        }
    }

    /** Screened candidates, caches hot; of each machine, layer and schedule the last. */
    public List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        screened.forEach((problem, outcomes) ->
                outcomes.forEach((schedule, outcome) -> {
                    Example example =
                            new TrainingRow(problem.workload(), schedule, Journal.nanos(outcome))
                                    .example(problem.machine().target());
                    examples.add(new Example(problem, example.features(), example.cost()));
                }));
        return examples;
    }

    /**
     * A line for each shape with a confirmed result, caches hot; of each the last, in their order.
     *
     * @see LearnedSchedules
     */
    public List<String> schedules() {
        return tuned.entrySet().stream()
                .map(known -> LearnedSchedules.line(known.getKey(), known.getValue().unlessTable()))
                .toList();
    }

    /** A layer on the machine that tuned it. */
    private record Tuned(Target target, TunedLayer layer) {
        /**
         * What should run on its neighbours; empty where the table of default schedules says so.
         * Where what ran untuned was learned before and nothing beat it, that stays.
         */
        Optional<Schedule> unlessTable() {
            ScheduleSpace space = ScheduleSpace.of(layer.workload(), target);
            Optional<Schedule> learned =
                    layer.speedup() > WORTH
                            ? Optional.of(layer.best())
                            : space.learned()
                                    .map(LegalSchedule::schedule)
                                    .filter(layer.defaultSchedule()::equals);
            return learned.map(winner -> sharedAsTables(space, winner))
                    .filter(winner -> !isTables(space, winner));
        }

        /**
         * Lanes along the width leave to the block no more than how finely work is shared, and one
         * thread is fastest where a task takes all channels: nothing would be left for others.
         */
        private static Schedule sharedAsTables(ScheduleSpace space, Schedule winner) {
            return space.tableSchedule()
                    .map(LegalSchedule::schedule)
                    .filter(table -> table.alongWidth() && winner.alongWidth())
                    .map(table -> winner.with(Knobs.CHANNEL_BLOCK, table.channelBlock()))
                    .orElse(winner);
        }

        private static boolean isTables(ScheduleSpace space, Schedule schedule) {
            return space.tableSchedule()
                    .filter(table -> table.schedule().equals(schedule))
                    .isPresent();
        }
    }
}
