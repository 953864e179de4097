package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.CacheState;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.h2.Databases;
import org.lanewise.pack.PackFile;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/**
 * Whole tuning runs of one tiny layer, in processes of their own, and what becomes of them when
 * they are stopped.
 */
@Tag("slow")
class TuneTest {
    private static final String LAYER = "32x8x8_k3_s1_p1_nchw8c";

    @TempDir private Path folder;

    private String[] tune(String budget) {
        return new String[] {
            "tune",
            LAYER,
            "--budget",
            budget,
            "--db",
            folder.resolve("t.mv.db").toString(),
            "--out",
            folder.toString()
        };
    }

    private List<Trial> trials(BestConfig best) {
        try (TuningDatabase database = Databases.open(folder.resolve("t.mv.db"))) {
            return database.trials(best.machine(), Workload.parse(LAYER));
        }
    }

    @Test
    void aRunLeavesAllThreeFilesAndAnApplicationCanUseThem() throws Exception {
        CliProcess.Ended ended = CliProcess.run(folder, tune("6,240s"));
        assertThat(ended.err()).doesNotContain("\tat ");
        assertThat(ended.exit()).isZero();
        assertThat(ended.out())
                .contains(
                        "best schedule",
                        "in app",
                        "Geometric mean",
                        "caches hot",
                        "Search: 6 trials in");

        BestConfig best = BestConfigFile.read(folder.resolve(LAYER + ".json"));
        assertThat(best.layers()).hasSize(1);
        TunedLayer layer = best.layers().getFirst();
        // Of schedules that tie, one up to two percent slower may win because it is ready sooner.
        assertThat(layer.bestTime().medianNs())
                .isLessThan(1.02 * layer.defaultTime().medianNs() + 1);
        assertThat(Files.readString(folder.resolve(LAYER + ".html")))
                .contains(layer.best().toString());

        assertThat(layer.evidence().applicationRatio()).isNotEmpty();
        List<Trial> trials = trials(best);
        assertThat(trials).filteredOn(trial -> trial.stage() == Stage.SCREEN).hasSize(6);
        assertThat(trials)
                .filteredOn(trial -> trial.stage() == Stage.APPLICATION)
                .isNotEmpty()
                .allMatch(trial -> trial.schedule().equals(layer.best()));
        assertThat(trials)
                .filteredOn(trial -> trial.stage() == Stage.CONFIRM)
                .hasSizeGreaterThanOrEqualTo(2);

        CliProcess.Ended check =
                CliProcess.run(folder, "check", folder.resolve(LAYER + ".json").toString());
        assertThat(check.err()).doesNotContain("Error");
        assertThat(check.exit()).isZero();

        Path pack = folder.resolve("mine.lanewise");
        String database = folder.resolve("t.mv.db").toString();
        CliProcess.Ended export =
                CliProcess.run(folder, "export", LAYER, "--db", database, "-o", pack.toString());
        assertThat(export.exit()).as(export.err()).isZero();
        assertThat(PackFile.read(pack).config()).isEqualTo(best);
        CliProcess.Ended packCheck = CliProcess.run(folder, "check", pack.toString());
        assertThat(packCheck.exit()).as(packCheck.err()).isZero();
        assertThat(packCheck.out())
                .contains("1 layers, each in a JVM of its own", "right", "All warm-ups");
    }

    @Test
    void aColdRunHasItsOwnTrialsResultAndFiles() throws Exception {
        String[] cold = Arrays.copyOf(tune("3,20s"), tune("3,20s").length + 2);
        cold[cold.length - 2] = "--cache";
        cold[cold.length - 1] = "cold";
        CliProcess.Ended ended = CliProcess.run(folder, cold);
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("caches cold");

        BestConfig best = BestConfigFile.read(folder.resolve(LAYER + "_cold.json"));
        assertThat(best.cache()).isEqualTo(CacheState.COLD);
        assertThat(folder.resolve(LAYER + ".json")).doesNotExist();
        assertThat(trials(best)).isNotEmpty().allMatch(trial -> trial.cache() == CacheState.COLD);
        try (TuningDatabase database = Databases.open(folder.resolve("t.mv.db"))) {
            assertThat(database.best(best.machine(), LAYER, Layout.NCHW8C.text(), CacheState.HOT))
                    .isEmpty();
            assertThat(database.best(best.machine(), LAYER, Layout.NCHW8C.text(), CacheState.COLD))
                    .contains(best);
        }
    }

    @Test
    void aTunerKilledInMidRunLosesNothingAndTheSameCommandCarriesOn() throws Exception {
        Process first = CliProcess.start(folder, tune("10,50s"));
        waitFor(first, "trial 1,");
        first.destroyForcibly().waitFor(20, TimeUnit.SECONDS);

        CliProcess.Ended second = CliProcess.run(folder, tune("10,50s"));
        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(second.err()).contains("trials are known");
        BestConfig best = BestConfigFile.read(folder.resolve(LAYER + ".json"));
        assertThat(trials(best)).filteredOn(trial -> trial.stage() == Stage.SCREEN).hasSize(10);
    }

    @Test
    void aWorkerKilledInMidRunCostsOneCandidateAtTheMost() throws Exception {
        Process tuner = CliProcess.start(folder, tune("8,40s"));
        ProcessHandle worker = worker(tuner);
        waitFor(tuner, "trial 1,");
        worker.destroyForcibly();
        assertThat(tuner.waitFor(240, TimeUnit.SECONDS)).isTrue();
        CliProcess.Ended ended = CliProcess.ended(folder, tuner);
        assertThat(ended.exit()).as(ended.err()).isZero();
        BestConfig best = BestConfigFile.read(folder.resolve(LAYER + ".json"));
        List<Trial> screened =
                trials(best).stream().filter(trial -> trial.stage() == Stage.SCREEN).toList();
        assertThat(screened).hasSize(8);
        // None where it died while it timed the control kernel.
        assertThat(screened)
                .filteredOn(trial -> trial.outcome() instanceof Outcome.WorkerDied)
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void anInterruptedRunEndsWithOneSentenceAndAFreeDatabase() throws Exception {
        Process tuner = CliProcess.start(folder, tune("200"));
        waitFor(tuner, "trial 1,");
        // SIGTERM takes the way of Ctrl-C through the JVM's shutdown.
        tuner.destroy();
        assertThat(tuner.waitFor(30, TimeUnit.SECONDS)).isTrue();
        CliProcess.Ended ended = CliProcess.ended(folder, tuner);
        assertThat(ended.exit()).isNotZero();
        assertThat(ended.err()).contains("the same command carries on").doesNotContain("\tat ");
        try (TuningDatabase database = Databases.open(folder.resolve("t.mv.db"))) {
            assertThat(database.trialCount()).isPositive();
        }
    }

    private void waitFor(Process process, String line) throws IOException, InterruptedException {
        await(process, () -> Files.readString(folder.resolve("err.txt")).contains(line));
    }

    private static ProcessHandle worker(Process tuner) throws IOException, InterruptedException {
        Predicate<ProcessHandle> isWorker = ProcessHandle::isAlive;
        await(tuner, () -> tuner.children().anyMatch(isWorker));
        return tuner.children().filter(isWorker).findFirst().orElseThrow();
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Process process, Condition condition)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.holds()) {
            assertThat(process.isAlive()).as("the tuner still runs").isTrue();
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
