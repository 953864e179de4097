package org.lanewise.tuner.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Held;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.measure.Fresh;
import org.lanewise.tuner.measure.IdleScreenings;
import org.lanewise.tuner.measure.Screening;
import org.lanewise.tuner.search.Strategies;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.suites.Suite;
import org.lanewise.workload.Workload;

/** A database, a worker JVM and a small layer, for tests of single steps of a tuning run. */
final class RealRun implements AutoCloseable {
    static final Workload SMALL = Workload.parse("64x12x12_k3_s1_p1_nchw8c");
    static final Layer LAYER = new Layer("small", SMALL, 1);

    /** A peak that no kernel comes near, so that there is always hope. */
    private static final double FAR_OFF = 1e6;

    final TuningDatabase database;
    final Screening screening = IdleScreenings.take();
    final Fresh fresh = new Fresh();
    final Machine machine;
    final Heard heard = new Heard();

    RealRun(Path folder) throws InterruptedException {
        database = Databases.open(folder.resolve("t.mv.db"));
        machine = screening.machine();
    }

    static TuningPlan plan(CacheState cache, int trials, Layer... layers) {
        return new TuningPlan(
                new Suite("test", List.of(layers)),
                cache,
                new Budget(Duration.ofMinutes(5), trials),
                Strategies.named("random"),
                1);
    }

    Run of(TuningPlan plan) {
        return new Run(
                plan,
                machine,
                FAR_OFF,
                Optional.empty(),
                new Journal(database, machine, plan),
                screening,
                fresh,
                heard,
                new Problems(heard),
                Pace.expected(plan.cache()),
                Deadline.in(plan.budget().time()));
    }

    /** A run that has only the small layer. */
    Run small() {
        return of(plan(CacheState.HOT, 16, LAYER));
    }

    static LayerSearch search(Run run, Layer layer) {
        return new LayerSearch(run, layer, new WatchedScreening(run, faster -> {}));
    }

    LegalSchedule legal(String schedule) {
        return ScheduleSpace.of(SMALL, machine.target()).admit(Schedule.parse(schedule));
    }

    /** Schedules with trials of a stage, in the order of the trials. */
    List<Schedule> recorded(Stage stage) {
        return database.trials(machine, SMALL).stream()
                .filter(trial -> trial.stage() == stage)
                .map(Trial::schedule)
                .toList();
    }

    @Override
    public void close() {
        fresh.close();
        IdleScreenings.give(screening);
        database.close();
    }

    /** Keeps what a run tells. */
    static final class Heard implements Progress {
        final List<Schedule> tried = new ArrayList<>();
        int retried;
        final List<Schedule> confirmed = new ArrayList<>();
        final List<Held> unused = new ArrayList<>();
        final List<LayerProblem> problems = new ArrayList<>();

        @Override
        public void waiting(String holder) {}

        @Override
        public void unused(List<Held> held, Machine here) {
            unused.addAll(held);
        }

        @Override
        public void affords(Expectation expected) {}

        @Override
        public void searching(Layer layer, int known, int wanted) {}

        @Override
        public void retrying(Layer layer, int winners) {
            retried += winners;
        }

        @Override
        public void tried(Layer layer, Schedule schedule, Outcome outcome) {
            tried.add(schedule);
        }

        @Override
        public void disturbed(Layer layer, int candidates) {}

        @Override
        public void confirming(Layer layer, int finalists) {}

        @Override
        public void confirmed(Layer layer, Schedule schedule, Outcome outcome) {
            confirmed.add(schedule);
        }

        @Override
        public void ablating(TunedLayer layer) {}

        @Override
        public void finished(TunedLayer layer) {}

        @Override
        public void failed(LayerProblem problem) {
            problems.add(problem);
        }
    }
}
