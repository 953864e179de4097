package org.lanewise.tuner.session;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.lanewise.config.Machine;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.search.Observation;
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
                .filter(trial ->
                        trial.strategy().equals(plan.strategy().name())
                                && trial.seed() == plan.seed())
                .toList();
    }

    static OptionalDouble nanos(Outcome outcome) {
        return outcome instanceof Outcome.Measured measured
                ? OptionalDouble.of(measured.time().medianNs())
                : OptionalDouble.empty();
    }
}
