package org.lanewise.tuner.session;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.lanewise.config.Machine;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.costmodel.TrainingRow;
import org.lanewise.tuner.search.Observation;
import org.lanewise.workload.Layer;
import org.lanewise.workload.Suite;
import org.lanewise.workload.Workload;

/**
 * The database as one tuning run sees it: records trials of this machine, and remembers what was
 * screened before.
 */
final class Journal {
    private final TuningDatabase database;
    private final Machine machine;
    private final TuningPlan plan;

    Journal(TuningDatabase database, Machine machine, TuningPlan plan) {
        this.database = database;
        this.machine = machine;
        this.plan = plan;
    }

    void record(Workload workload, Schedule schedule, Stage stage, Outcome outcome) {
        database.append(
                machine,
                new Trial(
                        workload,
                        schedule,
                        stage,
                        plan.strategy().name(),
                        plan.seed(),
                        outcome,
                        Instant.now()));
    }

    /**
     * Screened candidates of all other searches on this machine: those with another strategy or
     * seed, and of layers that are not in the suite. A cost model learns from them.
     */
    List<TrainingRow> otherRows(Suite suite) {
        Set<Workload> searched =
                suite.layers().stream().map(Layer::workload).collect(Collectors.toSet());
        return database.workloads(machine).stream()
                .flatMap(workload -> database.trials(machine, workload).stream())
                .filter(trial -> trial.stage() == Stage.SCREEN)
                .filter(trial -> !searched.contains(trial.workload()) || !isOfThisSearch(trial))
                .map(trial ->
                        new TrainingRow(trial.workload(), trial.schedule(), nanos(trial.outcome())))
                .toList();
    }

    /**
     * Screened candidates of this search (same strategy and seed), oldest first, each schedule
     * once.
     */
    List<Observation> observations(Workload workload) {
        return screened(workload).stream()
                .map(trial -> new Observation(trial.schedule(), nanos(trial.outcome())))
                .toList();
    }

    private List<Trial> screened(Workload workload) {
        return database.trials(machine, workload).stream()
                .filter(trial -> trial.stage() == Stage.SCREEN)
                .filter(this::isOfThisSearch)
                .toList();
    }

    private boolean isOfThisSearch(Trial trial) {
        return trial.strategy().equals(plan.strategy().name()) && trial.seed() == plan.seed();
    }

    static OptionalDouble nanos(Outcome outcome) {
        return outcome instanceof Outcome.Measured measured
                ? OptionalDouble.of(measured.time().medianNs())
                : OptionalDouble.empty();
    }
}
