package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.db.RunTime;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.pack.PackFile;
import org.lanewise.tuner.measure.Signals;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/**
 * Whole tuning runs of one tiny layer, in processes of their own, and what becomes of them when
 * they are stopped. Beside other tests, which costs the runs accuracy that nothing here asks for;
 * but one after the other, since two would wait for each other.
 */
@Tag("slow")
// The longest class begins first.
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("tunes of this machine")
class TuneTest {
    private static final String LAYER = "32x8x8_k3_s1_p1_nchw8c";

    private static final Duration STOPPED_WITHIN = Duration.ofMillis(2_500);

    private static final Pattern WATCHED = Pattern.compile("Watch it at (\\S+)\\R");

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

    private List<Trial> screened(BestConfig best) {
        return trials(best).stream().filter(trial -> trial.stage() == Stage.SCREEN).toList();
    }

    @Test
    void aRunLeavesAllThreeFilesAndAnApplicationCanUseThem() throws Exception {
        CliProcess.Ended ended = CliProcess.run(folder, tune("6,40s"));
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
        assertThat(layer.speedup()).isGreaterThanOrEqualTo(1);
        assertThat(layer.evidence().forks().orElse(0)).isPositive();
        assertThat(Files.readString(folder.resolve(LAYER + ".html")))
                .contains(layer.best().toString(), "The search alone by what was done");

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
        Process first = CliProcess.start(folder, tune("8,36s"));
        // The default schedule is stored a moment after it was said.
        await(first, () -> Files.exists(folder.resolve(LAYER + ".json")));
        first.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        List<Trial> before = screened(stored());

        CliProcess.Ended second = CliProcess.run(folder, tune("8,36s"));
        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(second.err()).contains("trials are known");
        List<Trial> after = screened(BestConfigFile.read(folder.resolve(LAYER + ".json")));
        assertThat(after)
                .startsWith(before.toArray(Trial[]::new))
                .hasSizeBetween(before.size() + 1, 8);
    }

    @Test
    void aWorkerKilledInMidRunCostsOneCandidateAtTheMost() throws Exception {
        Process tuner = CliProcess.start(folder, tune("8,36s"));
        ProcessHandle worker = worker(tuner);
        waitFor(tuner, "trial 1,");
        worker.destroyForcibly();
        assertThat(tuner.waitFor(240, TimeUnit.SECONDS)).isTrue();
        CliProcess.Ended ended = CliProcess.ended(folder, tuner);
        assertThat(ended.exit()).as(ended.err()).isZero();
        BestConfig best = BestConfigFile.read(folder.resolve(LAYER + ".json"));
        List<Trial> screened = screened(best);
        assertThat(screened).hasSizeBetween(2, 8);
        // None where it died while it timed the control kernel.
        assertThat(screened)
                .filteredOn(trial -> trial.outcome() instanceof Outcome.WorkerDied)
                .hasSizeLessThanOrEqualTo(1);
    }

    /** Where the run is watched, once it has said so. */
    private Optional<URI> watched() throws IOException {
        return WATCHED.matcher(Files.readString(folder.resolve("err.txt")))
                .results()
                .map(said -> URI.create(said.group(1)))
                .findFirst();
    }

    private static String page(URI address) throws IOException {
        try (InputStream in = address.toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Whoever watches sees each step, so that nobody needs to wait for the end. */
    @Test
    void aRunIsWatchedWhileItGoesOnAndExplainsItsWinner() throws Exception {
        List<String> words = new ArrayList<>(List.of(tune("3,40s")));
        words.addAll(List.of("--ablation", "--watch"));
        Process tuner = CliProcess.start(folder, words.toArray(String[]::new));
        await(tuner, () -> watched().isPresent());
        URI address = watched().orElseThrow();
        await(tuner, () -> page(address).contains("Lanewise report: " + LAYER));
        await(tuner, () -> page(address).contains("of one knob took turns with the winner"));
        terminate(tuner);
        assertThatIOException().isThrownBy(() -> page(address));
        BestConfig best = stored();
        assertThat(trials(best))
                .filteredOn(trial -> trial.stage() == Stage.ABLATION)
                .extracting(Trial::schedule)
                .hasSizeGreaterThan(1)
                .first()
                .isEqualTo(best.layers().getFirst().best());
    }

    private BestConfig stored() {
        try (TuningDatabase database = Databases.read(folder.resolve("t.mv.db"))) {
            return database.allBest().getFirst();
        }
    }

    /** SIGTERM takes the way of Ctrl-C through the JVM's shutdown. */
    private CliProcess.Ended terminate(Process tuner) throws Exception {
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

    @Test
    void aRunThatIsStoppedInTheSearchLeavesWhatItKnowsUnconfirmed() throws Exception {
        Process tuner = CliProcess.start(folder, tune("200"));
        waitFor(tuner, "trial 1,");
        // The default schedule is stored a moment after it was said.
        await(tuner, () -> Files.exists(folder.resolve(LAYER + ".json")));
        terminate(tuner);
        TunedLayer layer = stored().layers().getFirst();
        assertThat(layer.evidence().confirmed()).isFalse();
        assertThat(BestConfigFile.read(folder.resolve(LAYER + ".json")).layers())
                .extracting(known -> known.evidence().confirmed())
                .containsExactly(false);
        CliProcess.Ended best =
                CliProcess.run(folder, "best", LAYER, "--db", folder.resolve("t.mv.db").toString());
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
        UUID run = database.recorded(machine, Workload.parse(LAYER)).getFirst().run().orElseThrow();
        return database.time(run).orElseThrow().parts();
    }

    @Test
    void aRunThatIsStoppedWhileConfirmingSaysOneSentence() throws Exception {
        Process tuner = CliProcess.start(folder, tune("4,24s"));
        waitFor(tuner, "Confirming");
        TimeUnit.MILLISECONDS.sleep(700);
        terminate(tuner);
        assertThat(stored().layers()).hasSize(1);
    }

    @Test
    void resultsAreReadBesideARunThatWritesThem() throws Exception {
        Process tuner = CliProcess.start(folder, tune("200"));
        await(tuner, () -> Files.exists(folder.resolve(LAYER + ".json")));
        String database = folder.resolve("t.mv.db").toString();
        Path other = Files.createDirectory(folder.resolve("other"));
        CliProcess.Ended best = CliProcess.run(other, "best", LAYER, "--db", database);
        assertThat(best.exit()).as(best.err()).isZero();
        assertThat(best.out()).contains("unconfirmed");
        CliProcess.Ended report =
                CliProcess.run(other, "report", LAYER, "--db", database, "--out", other.toString());
        assertThat(report.exit()).as(report.err()).isZero();
        assertThat(Files.readString(other.resolve(LAYER + ".html"))).contains("unconfirmed");
        CliProcess.Ended doctor = CliProcess.run(other, "doctor", "--db", database);
        assertThat(doctor.out()).contains("ok       Database " + database);
        Process check = checkBeside(other);
        assertThat(tuner.isAlive()).isTrue();
        terminate(tuner);
        CliProcess.Ended checked = CliProcess.ended(other, check);
        assertThat(checked.exit()).as(checked.err()).isZero();
    }

    /** What times as well waits for the run. */
    private Process checkBeside(Path other) throws IOException, InterruptedException {
        Process check =
                CliProcess.builder(
                                other,
                                List.of("-Djava.io.tmpdir=" + folder),
                                "check",
                                folder.resolve(LAYER + ".json").toString())
                        .start();
        await(
                check,
                () ->
                        Files.readString(other.resolve("err.txt"))
                                .matches("(?s).*Waiting: process \\d+ \\(tune .*"));
        return check;
    }

    private String[] suite(String budget, String... more) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("two.suite"),
                        "a 32x8x8_k3_s1_p1_nchw8c\nb 32x6x6_k3_s1_p1_nchw8c\na2 32x8x8_k3_s1_p1_nchw8c\n");
        List<String> words = new ArrayList<>(List.of(tune(budget)));
        words.set(1, file.toString());
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    @Test
    void layersThatAreNotTunedAgainStayAndAShapeUnderTwoNamesIsTunedOnce() throws Exception {
        CliProcess.Ended whole = CliProcess.run(folder, suite("2,24s"));
        // On a busy machine a layer may stay unconfirmed; it is stored all the same.
        assertThat(whole.exit()).as(whole.err()).isIn(0, 3);
        assertThat(whole.err()).contains("Searching a (1 of 2)").doesNotContain("Searching a2");
        Path json = folder.resolve("two_nchw8c.json");
        BestConfig first = BestConfigFile.read(json);
        assertThat(first.layers()).extracting(TunedLayer::layer).containsExactly("a", "b", "a2");
        assertThat(first.layers().get(2).best()).isEqualTo(first.layers().get(0).best());

        CliProcess.Ended one = CliProcess.run(folder, suite("4,14s", "--layers", "b,b"));
        assertThat(one.exit()).as(one.err()).isIn(0, 3);
        assertThat(one.err()).contains("Searching b (1 of 1)");
        BestConfig second = BestConfigFile.read(json);
        assertThat(second).isEqualTo(stored());
        assertThat(second.layers()).extracting(TunedLayer::layer).containsExactly("a", "b", "a2");
        assertThat(second.layers().get(0)).isEqualTo(first.layers().get(0));
    }

    /** Its forks are killed for as long as the first layer is being confirmed. */
    @Test
    void aLayerWhoseConfirmationFailsCostsNoOtherAndTheEndSaysSo() throws Exception {
        Process tuner = CliProcess.start(folder, suite("2,60s", "--layers", "a,b"));
        waitFor(tuner, "Confirming a");
        await(
                tuner,
                () -> {
                    tuner.children()
                            .filter(child ->
                                    child.info().commandLine().orElse("").contains("FreshMain"))
                            .forEach(ProcessHandle::destroyForcibly);
                    return Files.readString(folder.resolve("err.txt")).contains("a: it could");
                });
        CliProcess.Ended ended = CliProcess.ended(folder, tuner);
        assertThat(ended.exit()).as(ended.err()).isEqualTo(3);
        assertThat(ended.out())
                .contains(
                        "a: it could not be confirmed: its default schedule",
                        "Done only partly: 1 layer")
                .doesNotContain("b: it");
        assertThat(stored().layers())
                .extracting(layer -> layer.evidence().confirmed())
                .containsExactly(false, true);
    }

    @Test
    void theBudgetIsKept() throws Exception {
        long start = System.nanoTime();
        CliProcess.Ended ended = CliProcess.run(folder, suite("25s", "--layers", "a,b"));
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(ended.exit()).as(ended.err()).isIn(0, 3);
        assertThat(stored().layers()).hasSize(2);
        // A tenth, and one trial.
        assertThat(taken).isLessThan(Duration.ofSeconds(25 + 3 + 5));
    }

    private static Optional<ProcessHandle> fork(Process tuner) {
        return tuner.children()
                .filter(child -> child.info().commandLine().orElse("").contains("FreshMain"))
                .findFirst();
    }

    @Test
    void aForkThatHangsIsGivenUpAndTheRunEndsNearItsBudget() throws Exception {
        long start = System.nanoTime();
        Process tuner = CliProcess.start(folder, tune("20s"));
        waitFor(tuner, "Confirming");
        await(tuner, () -> fork(tuner).isPresent());
        ProcessHandle stopped = fork(tuner).orElseThrow();
        Signals.stop(stopped.pid());
        CliProcess.Ended ended = CliProcess.ended(folder, tuner);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(ended.exit()).as(ended.err()).isIn(0, 3);
        assertThat(ended.err()).contains(LAYER + ": a fresh JVM with ");
        assertThat(trials(stored()))
                .filteredOn(trial -> trial.stage() == Stage.CONFIRM)
                .anyMatch(trial -> trial.outcome() instanceof Outcome.TimedOut);
        assertThat(stopped.isAlive()).isFalse();
        // A tenth, and a fork that takes three times as long as usual.
        assertThat(taken).isLessThan(Duration.ofSeconds(20 + 2 + 6));
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
