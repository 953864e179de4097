package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.Held;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.search.Observation;
import org.lanewise.tuner.search.Strategies;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.suites.Suite;
import org.lanewise.workload.Workload;

/** What a search remembers of the trials that were recorded. */
@Execution(ExecutionMode.CONCURRENT)
class JournalTest {
    private static final Machine MACHINE =
            new Machine("CPU", "amd64/256", 256, 2, "Linux", "25", List.of());
    private static final Workload WORKLOAD = Workload.parse("64x12x12_k3_s1_p1_nchw8c");
    private static final Schedule ONE = Schedule.parse("c256_b1_t1x4_cwh_slide_held_raw");
    private static final Schedule OTHER = Schedule.parse("c128_b1_t1x1_chw_none_reload_raw");

    @TempDir private Path folder;

    @Test
    void aScreeningThatWasRepeatedIsBelievedAsRepeated() {
        assertThat(observedOf(Stage.SCREEN, 10, Stage.RESCREEN, 12)).isEqualTo(12);
    }

    @Test
    void playOffsAndConfirmationsChangeNothingOfWhatWasScreened() {
        assertThat(observedOf(Stage.SCREEN, 10, Stage.PLAY_OFF, 12)).isEqualTo(10);
        assertThat(observedOf(Stage.SCREEN, 10, Stage.CONFIRM, 12)).isEqualTo(10);
    }

    @Test
    void historyThatIsNotUsedHereIsFound() {
        Machine more = new Machine("CPU", "amd64/256", 256, 4, "Linux", "25", List.of());
        List<Layer> shapes = plan().shapes();
        try (TuningDatabase database = Databases.open(folder.resolve("two"))) {
            Journal here = new Journal(database, MACHINE, plan());
            assertThat(here.unused(shapes)).isEmpty();
            new Journal(database, more, plan()).record(WORKLOAD, ONE, Stage.SCREEN, measured(9));
            assertThat(here.unused(shapes))
                    .containsExactly(new Held(more, KernelSource.GENERATOR, 1, 1));
            here.record(WORKLOAD, ONE, Stage.SCREEN, measured(9));
            assertThat(here.unused(shapes)).hasSize(1);
        }
    }

    @Test
    void aRunThatIsAskedToStopStopsThoughNothingCanBeRecorded() {
        TuningDatabase gone = Databases.open(folder.resolve("gone"));
        Journal journal = new Journal(gone, MACHINE, plan());
        gone.close();
        InterruptedException stopped = new InterruptedException();
        journal.record(new SearchRate(0, Duration.ZERO, List.of()), stopped);
        assertThat(stopped.getSuppressed()).singleElement().isInstanceOf(DatabaseException.class);
    }

    /** Records two trials of a schedule and one of another; gives what is believed of the first. */
    private double observedOf(Stage first, double firstNs, Stage second, double secondNs) {
        try (TuningDatabase database = Databases.open(folder.resolve(second.name()))) {
            Journal journal = new Journal(database, MACHINE, plan());
            journal.record(WORKLOAD, ONE, first, measured(firstNs));
            journal.record(WORKLOAD, OTHER, Stage.SCREEN, measured(99));
            journal.record(WORKLOAD, ONE, second, measured(secondNs));
            List<Observation> observations = journal.observations(WORKLOAD);
            assertThat(observations).extracting(Observation::schedule).containsExactly(ONE, OTHER);
            return observations.getFirst().nanos().orElseThrow();
        }
    }

    private static TuningPlan plan() {
        return new TuningPlan(
                new Suite("small", List.of(new Layer("small", WORKLOAD, 1))),
                CacheState.HOT,
                new Budget(Duration.ofMinutes(1), 16),
                Strategies.named("random"),
                1);
    }

    private static Outcome measured(double ns) {
        return new Outcome.Measured(new Estimate(ns, ns, ns), List.of(ns, ns + 1), 5);
    }
}
