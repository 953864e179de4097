package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lanewise.db.Fact;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;

/**
 * A tuner, which owns its database, or its worker is killed at random moments, and a later run goes
 * on: no trial that was there is lost, and none is measured twice. {@code -Dlanewise.kills=100}
 * kills more often, {@code -Dlanewise.kills.seed=7} at other moments.
 */
@Tag("slow")
@EnabledIfSystemProperty(named = "lanewise.kills", matches = "[1-9][0-9]*")
@Execution(ExecutionMode.CONCURRENT)
// Both beside each other would leave too little of a machine for what lives.
@ResourceLock("kills")
class KillTest {
    private static final int KILLS = Integer.getInteger("lanewise.kills", 0);
    private static final long SEED = Long.getLong("lanewise.kills.seed", 1);

    private static final int RANGE_MS = 1_200;
    private static final int PAUSE_MS = 100;
    private static final long MOST_SECONDS = 60;

    @TempDir private Path folder;

    private final Random random = new Random(SEED);

    @Test
    void noTrialIsLostAndNoneIsMeasuredTwice(TestReporter reporter) throws Exception {
        Path file = folder.resolve("tuning.mv.db");
        Databases.open(file).close();
        Map<UUID, Trial> known = Map.of();
        for (int kill = 0; kill < KILLS; kill++) {
            Process tuner = start(file);
            awaitMoreThan(known.size(), file);
            tuner.waitFor(random.nextInt(RANGE_MS), TimeUnit.MILLISECONDS);
            if (kill % 2 == 1) {
                killWorker(tuner);
                tuner.waitFor(random.nextInt(RANGE_MS), TimeUnit.MILLISECONDS);
            }
            // What a reader sees has been acknowledged.
            Map<UUID, Trial> seen = trials(file);
            List<ProcessHandle> children = tuner.descendants().toList();
            tuner.destroyForcibly().waitFor();
            Map<UUID, Trial> left = trials(file);
            assertThat(left).as("seed %d, kill %d", SEED, kill).containsAllEntriesOf(known);
            assertThat(left).as("seed %d, kill %d", SEED, kill).containsAllEntriesOf(seen);
            for (ProcessHandle child : children) {
                child.onExit().get(10, TimeUnit.SECONDS);
            }
            known = left;
        }
        assertThat(known).isNotEmpty();
        assertThat(known.values())
                .filteredOn(trial -> trial.stage() == Stage.SCREEN)
                .extracting(trial -> trial.workload() + " " + trial.schedule())
                .doesNotHaveDuplicates();
        reporter.publishEntry(
                KILLS + " kills: " + known.size() + " trials, 0 lost, 0 measured twice");
    }

    private Process start(Path file) throws Exception {
        return CliProcess.start(
                folder,
                "tune",
                "16x12x12_k3_s1_p1_nchw8c",
                "--budget",
                "10m,2000",
                "--strategy",
                "random",
                "--db",
                file.toString(),
                "--out",
                folder.toString());
    }

    private static void awaitMoreThan(int trials, Path file) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (trials(file).size() <= trials) {
            assertThat(System.nanoTime()).as("the tuner measures").isLessThan(end);
            // Another process writes, and tells nobody.
            Thread.sleep(PAUSE_MS);
        }
    }

    private void killWorker(Process tuner) {
        List<ProcessHandle> workers = tuner.descendants().toList();
        if (!workers.isEmpty()) {
            workers.get(random.nextInt(workers.size())).destroyForcibly();
        }
    }

    private static Map<UUID, Trial> trials(Path file) {
        Map<UUID, Trial> trials = new LinkedHashMap<>();
        try (TuningDatabase database = Databases.read(file)) {
            database.history()
                    .read(fact -> {
                        if (fact instanceof Fact.OfTrial trial) {
                            trials.put(trial.id(), trial.trial());
                        }
                    });
        }
        return trials;
    }
}
