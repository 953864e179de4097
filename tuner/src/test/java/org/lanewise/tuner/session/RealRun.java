package org.lanewise.tuner.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.h2.Databases;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.tuner.measure.Screening;
import org.lanewise.tuner.search.Strategies;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.suites.Suite;
import org.lanewise.workload.Workload;

/** A database, a worker JVM and a small layer, for tests of single steps of a tuning run. */
final class RealRun implements AutoCloseable {
    static final Workload SMALL = Workload.parse("64x12x12_k3_s1_p1_nchw8c");
    static final Layer LAYER = new Layer("small", SMALL, 1);
    static final ScheduleSpace SPACE = ScheduleSpace.of(SMALL, Target.AVX2);

    final TuningDatabase database;
    final Screening screening = new Screening();
    final Machine machine;
    final Journal journal;
    final Heard heard = new Heard();

    RealRun(Path folder) throws InterruptedException {
        database = Databases.open(folder.resolve("t.mv.db"));
        machine = screening.machine();
        journal =
                new Journal(
                        database,
                        machine,
                        new TuningPlan(
                                new Suite("small", List.of(LAYER)),
                                CacheState.HOT,
                                new Budget(Duration.ofMinutes(1), 16),
                                Strategies.named("random"),
                                1));
    }

    static LegalSchedule legal(String schedule) {
        return SPACE.admit(Schedule.parse(schedule));
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
        screening.close();
        database.close();
    }

    /** Keeps what a run tells. */
    static final class Heard implements Progress {
        final List<Schedule> tried = new ArrayList<>();
        final List<Schedule> confirmed = new ArrayList<>();

        @Override
        public void searching(Layer layer, int known, int wanted) {}

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
        public void finished(TunedLayer layer) {}
    }
}
