package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.CacheState;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.pack.PackFile;
import org.lanewise.workload.Layout;

/**
 * Whole tuning runs of one tiny layer or of two. Beside other tests, and each other, which costs
 * the runs accuracy that nothing here asks for.
 */
@Tag("slow")
// The longest classes begin first.
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class TuneTest {
    private static final Pattern WATCHED = Pattern.compile("Watch it at (\\S+)\\R");

    @TempDir private Path folder;

    private TinyRuns runs = new TinyRuns(Path.of(""));

    @BeforeEach
    void here() {
        runs = new TinyRuns(folder);
    }

    @Test
    void aRunLeavesAllThreeFilesAndAnApplicationCanUseThem() throws Exception {
        CliProcess.Ended ended = CliProcess.run(folder, runs.tune("3,60s"));
        assertThat(ended.err()).doesNotContain("\tat ");
        assertThat(ended.exit()).isZero();
        assertThat(ended.out())
                .contains(
                        "best schedule",
                        "in app",
                        "Geometric mean",
                        "caches hot",
                        "Search: 3 trials in");

        BestConfig best = BestConfigFile.read(folder.resolve(TinyRuns.LAYER + ".json"));
        assertThat(best.layers()).hasSize(1);
        TunedLayer layer = best.layers().getFirst();
        assertThat(layer.speedup()).isGreaterThanOrEqualTo(1);
        assertThat(layer.evidence().forks().orElse(0)).isPositive();
        assertThat(Files.readString(folder.resolve(TinyRuns.LAYER + ".html")))
                .contains(
                        layer.best().toString(),
                        "The search alone by what was done",
                        "<code>lanewise " + String.join(" ", runs.tune("3,60s")) + "</code>");

        assertThat(layer.evidence().applicationRatio()).isNotEmpty();
        List<Trial> trials = runs.trials(best);
        assertThat(trials).filteredOn(trial -> trial.stage() == Stage.SCREEN).hasSize(3);
        assertThat(trials)
                .filteredOn(trial -> trial.stage() == Stage.APPLICATION)
                .isNotEmpty()
                .allMatch(trial -> trial.schedule().equals(layer.best()));
        assertThat(trials)
                .filteredOn(trial -> trial.stage() == Stage.CONFIRM)
                .hasSizeGreaterThanOrEqualTo(2);

        CliProcess.Ended check =
                CliProcess.run(
                        folder, "check", folder.resolve(TinyRuns.LAYER + ".json").toString());
        assertThat(check.err()).doesNotContain("Error");
        assertThat(check.exit()).isZero();

        Path pack = folder.resolve("mine.lanewise");
        String database = folder.resolve("t.mv.db").toString();
        CliProcess.Ended export =
                CliProcess.run(
                        folder, "export", TinyRuns.LAYER, "--db", database, "-o", pack.toString());
        assertThat(export.exit()).as(export.err()).isZero();
        assertThat(PackFile.read(pack).config()).isEqualTo(best);
        CliProcess.Ended packCheck = CliProcess.run(folder, "check", pack.toString());
        assertThat(packCheck.exit()).as(packCheck.err()).isZero();
        assertThat(packCheck.out())
                .contains("1 layers, each in a JVM of its own", "right", "All warm-ups");
    }

    @Test
    void aColdRunHasItsOwnTrialsResultAndFiles() throws Exception {
        String[] cold = Arrays.copyOf(runs.tune("2,45s"), runs.tune("2,45s").length + 2);
        cold[cold.length - 2] = "--cache";
        cold[cold.length - 1] = "cold";
        CliProcess.Ended ended = CliProcess.run(folder, cold);
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("caches cold");

        BestConfig best = BestConfigFile.read(folder.resolve(TinyRuns.LAYER + "_cold.json"));
        assertThat(best.cache()).isEqualTo(CacheState.COLD);
        assertThat(folder.resolve(TinyRuns.LAYER + ".json")).doesNotExist();
        assertThat(runs.trials(best))
                .isNotEmpty()
                .allMatch(trial -> trial.cache() == CacheState.COLD);
        try (TuningDatabase database = Databases.open(folder.resolve("t.mv.db"))) {
            assertThat(
                            database.best(
                                    best.machine(),
                                    TinyRuns.LAYER,
                                    Layout.NCHW8C.text(),
                                    CacheState.HOT))
                    .isEmpty();
            assertThat(
                            database.best(
                                    best.machine(),
                                    TinyRuns.LAYER,
                                    Layout.NCHW8C.text(),
                                    CacheState.COLD))
                    .contains(best);
        }
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
        List<String> words = new ArrayList<>(List.of(runs.tune("2,60s")));
        words.addAll(List.of("--ablation", "--watch"));
        Process tuner = CliProcess.start(folder, words.toArray(String[]::new));
        TinyRuns.await(tuner, () -> watched().isPresent());
        URI address = watched().orElseThrow();
        TinyRuns.await(tuner, () -> page(address).contains("Lanewise report: " + TinyRuns.LAYER));
        TinyRuns.await(
                tuner, () -> page(address).contains("of one knob took turns with the winner"));
        runs.terminate(tuner);
        assertThatIOException().isThrownBy(() -> page(address));
        BestConfig best = runs.stored();
        assertThat(runs.trials(best))
                .filteredOn(trial -> trial.stage() == Stage.ABLATION)
                .extracting(Trial::schedule)
                .hasSizeGreaterThan(1)
                .first()
                .isEqualTo(best.layers().getFirst().best());
    }

    @Test
    void resultsAreReadBesideARunThatWritesThem() throws Exception {
        Process tuner = CliProcess.start(folder, runs.tune("200"));
        TinyRuns.await(tuner, () -> Files.exists(folder.resolve(TinyRuns.LAYER + ".json")));
        String database = folder.resolve("t.mv.db").toString();
        Path other = Files.createDirectory(folder.resolve("other"));
        CliProcess.Ended best = CliProcess.run(other, "best", TinyRuns.LAYER, "--db", database);
        assertThat(best.exit()).as(best.err()).isZero();
        assertThat(best.out()).contains("unconfirmed");
        CliProcess.Ended report =
                CliProcess.run(
                        other,
                        "report",
                        TinyRuns.LAYER,
                        "--db",
                        database,
                        "--out",
                        other.toString());
        assertThat(report.exit()).as(report.err()).isZero();
        assertThat(Files.readString(other.resolve(TinyRuns.LAYER + ".html")))
                .contains("unconfirmed");
        CliProcess.Ended doctor = CliProcess.run(other, "doctor", "--db", database);
        assertThat(doctor.out()).contains("ok       Database " + database);
        Process check = checkBeside(other);
        assertThat(tuner.isAlive()).isTrue();
        runs.terminate(tuner);
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
                                folder.resolve(TinyRuns.LAYER + ".json").toString())
                        .start();
        TinyRuns.await(
                check,
                () ->
                        Files.readString(other.resolve("err.txt"))
                                .matches("(?s).*Waiting: process \\d+ \\(tune .*"));
        return check;
    }

    @Test
    void layersThatAreNotTunedAgainStayAndAShapeUnderTwoNamesIsTunedOnce() throws Exception {
        CliProcess.Ended whole = CliProcess.run(folder, runs.two("2,35s"));
        // On a busy machine a layer may stay unconfirmed; it is stored all the same.
        assertThat(whole.exit()).as(whole.err()).isIn(0, 3);
        assertThat(whole.err()).contains("Searching a (1 of 2)").doesNotContain("Searching a2");
        Path json = folder.resolve("two_nchw8c.json");
        BestConfig first = BestConfigFile.read(json);
        assertThat(first.layers()).extracting(TunedLayer::layer).containsExactly("a", "b", "a2");
        assertThat(first.layers().get(2).best()).isEqualTo(first.layers().get(0).best());

        CliProcess.Ended one = CliProcess.run(folder, runs.two("3,30s", "--layers", "b,b"));
        assertThat(one.exit()).as(one.err()).isIn(0, 3);
        assertThat(one.err()).contains("Searching b (1 of 1)");
        BestConfig second = BestConfigFile.read(json);
        assertThat(second).isEqualTo(runs.stored());
        assertThat(second.layers()).extracting(TunedLayer::layer).containsExactly("a", "b", "a2");
        assertThat(second.layers().get(0)).isEqualTo(first.layers().get(0));
    }

    /** Its forks are killed for as long as the first layer is being confirmed. */
    @Test
    void aLayerWhoseConfirmationFailsCostsNoOtherAndTheEndSaysSo() throws Exception {
        Process tuner = CliProcess.start(folder, runs.two("2,60s", "--layers", "a,b"));
        runs.waitFor(tuner, "Confirming a");
        TinyRuns.await(
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
        assertThat(runs.stored().layers())
                .extracting(layer -> layer.evidence().confirmed())
                .containsExactly(false, true);
    }
}
