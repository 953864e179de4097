package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.lanewise.config.BestConfig;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.workload.Workload;

/**
 * Tuning runs of one tiny layer, in processes of their own, and what they leave in a folder.
 *
 * @param folder holds the database, the files and what was printed
 */
record TinyRuns(Path folder) {
    static final String LAYER = "32x8x8_k3_s1_p1_nchw8c";

    private static final Duration STOPPED_WITHIN = Duration.ofMillis(2_500);

    String[] tune(String budget) {
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

    /** Of the layers a and b, and of a2, which is of the same shape as a. */
    String[] two(String budget, String... more) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("two.suite"),
                        "a 32x8x8_k3_s1_p1_nchw8c\nb 32x6x6_k3_s1_p1_nchw8c\na2 32x8x8_k3_s1_p1_nchw8c\n");
        List<String> words = new ArrayList<>(List.of(tune(budget)));
        words.set(1, file.toString());
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    List<Trial> trials(BestConfig best) {
        try (TuningDatabase database = Databases.open(folder.resolve("t.mv.db"))) {
            return database.trials(best.machine(), Workload.parse(LAYER));
        }
    }

    List<Trial> screened(BestConfig best) {
        return trials(best).stream().filter(trial -> trial.stage() == Stage.SCREEN).toList();
    }

    BestConfig stored() {
        try (TuningDatabase database = Databases.read(folder.resolve("t.mv.db"))) {
            return database.allBest().getFirst();
        }
    }

    /** SIGTERM takes the way of Ctrl-C through the JVM's shutdown. */
    CliProcess.Ended terminate(Process tuner) throws Exception {
        String before = Files.readString(folder.resolve("err.txt"));
        long start = System.nanoTime();
        tuner.destroy();
        CliProcess.Ended ended = CliProcess.ended(folder, tuner);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(STOPPED_WITHIN);
        assertThat(ended.exit()).isEqualTo(143);
        assertThat(ended.err().substring(before.length()).lines())
                .last()
                .asString()
                .startsWith("Stopped; ")
                .endsWith("the same command carries on.");
        assertThat(ended.err()).doesNotContain("\tat ", "Something went wrong", "cannot be");
        return ended;
    }

    void waitFor(Process process, String line) throws IOException, InterruptedException {
        await(process, () -> Files.readString(folder.resolve("err.txt")).contains(line));
    }

    /** What is waited for. */
    interface Condition {
        boolean holds() throws IOException;
    }

    /** Until it holds, as long as the process runs. */
    static void await(Process process, Condition condition)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.holds()) {
            assertThat(process.isAlive()).as("the tuner still runs").isTrue();
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
