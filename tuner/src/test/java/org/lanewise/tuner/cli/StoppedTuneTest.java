package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.db.RunTime;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.tuner.measure.Signals;
import org.lanewise.workload.Workload;

/** Whole tuning runs that are killed, stopped or hang, and what is left of them. */
@Tag("slow")
// The longest classes begin first.
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class StoppedTuneTest {
    @TempDir private Path folder;

    private TinyRuns runs = new TinyRuns(Path.of(""));

    @BeforeEach
    void here() {
        runs = new TinyRuns(folder);
    }

    @Test
    void aTunerKilledInMidRunLosesNothingAndTheSameCommandCarriesOn() throws Exception {
        Process first = CliProcess.start(folder, runs.tune("8,36s"));
        // The default schedule is stored a moment after it was said.
        TinyRuns.await(first, () -> Files.exists(folder.resolve(TinyRuns.LAYER + ".json")));
        first.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        List<Trial> before = runs.screened(runs.stored());

        CliProcess.Ended second = CliProcess.run(folder, runs.tune("8,36s"));
        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(second.err()).contains("trials are known");
        List<Trial> after =
                runs.screened(BestConfigFile.read(folder.resolve(TinyRuns.LAYER + ".json")));
        assertThat(after)
                .startsWith(before.toArray(Trial[]::new))
                .hasSizeBetween(before.size() + 1, 8);
    }

    @Test
    void aWorkerKilledInMidRunCostsOneCandidateAtTheMost() throws Exception {
        Process tuner = CliProcess.start(folder, runs.tune("8,36s"));
        ProcessHandle worker = worker(tuner);
        runs.waitFor(tuner, "trial 1,");
        worker.destroyForcibly();
        assertThat(tuner.waitFor(240, TimeUnit.SECONDS)).isTrue();
        CliProcess.Ended ended = CliProcess.ended(folder, tuner);
        assertThat(ended.exit()).as(ended.err()).isZero();
        BestConfig best = BestConfigFile.read(folder.resolve(TinyRuns.LAYER + ".json"));
        List<Trial> screened = runs.screened(best);
        assertThat(screened).hasSizeBetween(2, 8);
        // None where it died while it timed the control kernel.
        assertThat(screened)
                .filteredOn(trial -> trial.outcome() instanceof Outcome.WorkerDied)
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aRunThatIsStoppedInTheSearchLeavesWhatItKnowsUnconfirmed() throws Exception {
        Process tuner = CliProcess.start(folder, runs.tune("200"));
        runs.waitFor(tuner, "trial 1,");
        // The default schedule is stored a moment after it was said.
        TinyRuns.await(tuner, () -> Files.exists(folder.resolve(TinyRuns.LAYER + ".json")));
        runs.terminate(tuner);
        TunedLayer layer = runs.stored().layers().getFirst();
        assertThat(layer.evidence().confirmed()).isFalse();
        assertThat(BestConfigFile.read(folder.resolve(TinyRuns.LAYER + ".json")).layers())
                .extracting(known -> known.evidence().confirmed())
                .containsExactly(false);
        CliProcess.Ended best =
                CliProcess.run(
                        folder,
                        "best",
                        TinyRuns.LAYER,
                        "--db",
                        folder.resolve("t.mv.db").toString());
        assertThat(best.exit()).as(best.err()).isZero();
        assertThat(best.out()).contains("unconfirmed");
        try (TuningDatabase database = Databases.open(folder.resolve("t.mv.db"))) {
            assertThat(database.trialCount()).isPositive();
            assertThat(secondsByPhase(database))
                    .filteredOn(part -> part.seconds() > 0)
                    .extracting(RunTime.Part::name)
                    .contains("javac", "time");
        }
    }

    /** Of the run of the layer's first trial. */
    private static List<RunTime.Part> secondsByPhase(TuningDatabase database) {
        Machine machine = database.allBest().getFirst().machine();
        UUID run =
                database.recorded(machine, Workload.parse(TinyRuns.LAYER))
                        .getFirst()
                        .run()
                        .orElseThrow();
        return database.time(run).orElseThrow().parts();
    }

    @Test
    void aRunThatIsStoppedWhileConfirmingSaysOneSentence() throws Exception {
        Process tuner = CliProcess.start(folder, runs.tune("2,40s"));
        runs.waitFor(tuner, "Confirming");
        TimeUnit.MILLISECONDS.sleep(700);
        runs.terminate(tuner);
        assertThat(runs.stored().layers()).hasSize(1);
    }

    private static ProcessHandle worker(Process tuner) throws IOException, InterruptedException {
        Predicate<ProcessHandle> isWorker = ProcessHandle::isAlive;
        TinyRuns.await(tuner, () -> tuner.children().anyMatch(isWorker));
        return tuner.children().filter(isWorker).findFirst().orElseThrow();
    }

    private static Optional<ProcessHandle> fork(Process tuner) {
        return tuner.children()
                .filter(child -> child.info().commandLine().orElse("").contains("FreshMain"))
                .findFirst();
    }

    @Test
    void aForkThatHangsIsGivenUpAndTheRunEndsNearItsBudget() throws Exception {
        Process tuner = CliProcess.start(folder, runs.tune("20s"));
        // The budget is of the run, not of the start of its JVM.
        runs.waitFor(tuner, "1 layer");
        long start = System.nanoTime();
        runs.waitFor(tuner, "Confirming");
        TinyRuns.await(tuner, () -> fork(tuner).isPresent());
        ProcessHandle stopped = fork(tuner).orElseThrow();
        Signals.stop(stopped.pid());
        CliProcess.Ended ended = CliProcess.ended(folder, tuner);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(ended.exit()).as(ended.err()).isIn(0, 3);
        assertThat(ended.err()).contains(TinyRuns.LAYER + ": a fresh JVM with ");
        assertThat(runs.trials(runs.stored()))
                .filteredOn(trial -> trial.stage() == Stage.CONFIRM)
                .anyMatch(trial -> trial.outcome() instanceof Outcome.TimedOut);
        assertThat(stopped.isAlive()).isFalse();
        // A tenth, and a fork that takes three times as long as usual.
        assertThat(taken).isLessThan(Duration.ofSeconds(20 + 2 + 6));
    }
}
