package org.lanewise.tuner.session;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.Held;
import org.lanewise.db.Kernel;
import org.lanewise.db.Outcome;
import org.lanewise.db.RunTime;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.costmodel.TrainingRow;
import org.lanewise.tuner.search.Observation;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.workload.Workload;

/**
 * The database as one tuning run sees it: records trials of this machine, and remembers what was
 * screened before.
 */
final class Journal {
    private final TuningDatabase database;
    private final Machine machine;
    private final TuningPlan plan;
    private final UUID run = UUID.randomUUID();

    Journal(TuningDatabase database, Machine machine, TuningPlan plan) {
        this.database = database;
        this.machine = machine;
        this.plan = plan;
    }

    void record(Workload workload, Schedule schedule, Stage stage, Outcome outcome) {
        record(workload, schedule, stage, outcome, OptionalDouble.empty());
    }

    /**
     * Records a trial.
     *
     * @param predicted what the search's model expected of it
     */
    void record(
            Workload workload,
            Schedule schedule,
            Stage stage,
            Outcome outcome,
            OptionalDouble predicted) {
        database.append(
                machine,
                run,
                new Trial(
                        workload,
                        schedule,
                        stage,
                        stage == Stage.CONTROL ? CacheState.HOT : plan.cache(),
                        plan.strategy().name(),
                        plan.seed(),
                        outcome,
                        Instant.now(),
                        predicted));
    }

    /** Records how this run was asked for, before it does anything. */
    void begin() {
        if (plan.asked().isPresent()) {
            record(List.of());
        }
    }

    /** Records what this run's search took so far, in the place of what was recorded of it. */
    void record(SearchRate rate) {
        record(
                rate.parts().stream()
                        .map(part -> new RunTime.Part(part.name(), part.time().toNanos() / 1e9))
                        .toList());
    }

    private void record(List<RunTime.Part> parts) {
        database.saveTime(machine, new RunTime(run, plan.asked(), parts));
    }

    /** The same of a run that was asked to stop; it stops, whether this can be recorded or not. */
    void record(SearchRate rate, InterruptedException stopped) {
        try {
            record(rate);
        } catch (DatabaseException unable) {
            stopped.addSuppressed(unable);
        }
    }

    /**
     * Screened candidates of all other searches on this machine with such caches: those with
     * another strategy or seed, and of layers that are not searched now. A cost model learns from
     * them.
     */
    List<TrainingRow> otherRows(List<Layer> layers) {
        Set<Workload> searched = layers.stream().map(Layer::workload).collect(Collectors.toSet());
        return database.workloads(machine).stream()
                .flatMap(workload -> others(workload, searched.contains(workload)))
                .toList();
    }

    private Stream<TrainingRow> others(Workload workload, boolean searched) {
        return lastOfEach(workload, trial -> !searched || !isOfThisSearch(trial))
                .entrySet()
                .stream()
                .map(known -> new TrainingRow(workload, known.getKey(), nanos(known.getValue())));
    }

    /**
     * Screened candidates of this search (same strategy and seed), oldest first, each schedule
     * once.
     */
    List<Observation> observations(Workload workload) {
        return screened(workload).entrySet().stream()
                .map(known -> new Observation(known.getKey(), nanos(known.getValue())))
                .toList();
    }

    /**
     * Schedules of a workload that have ended a JVM or computed something wrong, here or elsewhere,
     * and were not found right here since: none of them may win.
     */
    Set<Schedule> condemned(Workload workload) {
        return database.condemned(machine).stream()
                .filter(kernel -> kernel.workload().equals(workload))
                .map(Kernel::schedule)
                .collect(Collectors.toSet());
    }

    /**
     * Winners of a workload on this machine that may not be used, and that it has not tried again:
     * those of another generator, and condemned ones. The last saved first.
     */
    List<Schedule> unproven(Workload workload) {
        Set<Schedule> tried =
                database.trials(machine, workload).stream()
                        .filter(trial -> trial.stage() == Stage.REVALIDATE)
                        .filter(trial -> trial.cache() == plan.cache())
                        .map(Trial::schedule)
                        .collect(Collectors.toSet());
        return database.unproven().stream()
                .filter(best -> best.cache() == plan.cache())
                .filter(best -> machine.covers(best.machine()))
                .flatMap(best -> best.layers().stream())
                .filter(layer -> layer.workload().equals(workload))
                .map(TunedLayer::best)
                .distinct()
                .filter(winner -> !tried.contains(winner))
                .toList();
    }

    /** What became of them. */
    Map<Schedule, Outcome> screened(Workload workload) {
        return lastOfEach(workload, this::isOfThisSearch);
    }

    /** Of each schedule the last screening: a repetition takes the place of a disturbed one. */
    private Map<Schedule, Outcome> lastOfEach(Workload workload, Predicate<Trial> wanted) {
        Map<Schedule, Outcome> last = new LinkedHashMap<>();
        database.trials(machine, workload).stream()
                .filter(trial -> trial.stage().screening())
                .filter(trial -> trial.cache() == plan.cache())
                .filter(wanted)
                .forEach(trial -> last.put(trial.schedule(), trial.outcome()));
        return last;
    }

    /** Trials of these shapes that are not used here: of other machines or other generators. */
    List<Held> unused(List<Layer> shapes) {
        return database.held(shapes.stream().map(Layer::workload).distinct().toList()).stream()
                .filter(held -> !held.usableOn(machine))
                .toList();
    }

    private boolean isOfThisSearch(Trial trial) {
        return trial.strategy().equals(plan.strategy().name()) && trial.seed() == plan.seed();
    }

    /**
     * What a search believes of a screened candidate: its fastest iteration. Other tenants of a
     * machine only ever slow a kernel down, mostly for some hundredths of a second at a time; there
     * the fastest of several iterations repeats better than their median.
     */
    static OptionalDouble nanos(Outcome outcome) {
        return outcome instanceof Outcome.Measured measured
                ? measured.samplesNs().stream().mapToDouble(Double::doubleValue).min()
                : OptionalDouble.empty();
    }
}
