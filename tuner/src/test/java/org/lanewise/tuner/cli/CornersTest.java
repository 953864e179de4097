package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.host.Likeness;
import org.lanewise.host.MachineProbe;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/** Locales, devices, places and databases that are not as usual. */
class CornersTest {
    private static final String LAYER = "32x8x8_k3_s1_p1_nchw8c";
    private static final List<String> ROOT = List.of("-Duser.language=en", "-Duser.country=US");

    private static final List<List<String>> LOCALES =
            List.of(
                    List.of("-Duser.language=ar", "-Duser.country=EG"),
                    List.of("-Duser.language=fa", "-Duser.country=IR"),
                    List.of(
                            "-Duser.language=hi",
                            "-Duser.country=IN",
                            "-Duser.extensions=u-nu-deva"),
                    List.of("-Duser.language=en", "-Duser.extensions=u-nu-arab"),
                    List.of("-Duser.language=de", "-Duser.country=DE"),
                    List.of("-Duser.language=tr", "-Duser.country=TR"));

    @TempDir private Path folder;

    private static Machine machine(int processors) {
        return new Machine(
                "Some CPU", "avx2", 256, processors, "Linux", "Vendor 25.0.3", List.of());
    }

    private String database() {
        Path file = folder.resolve("t.mv.db");
        try (TuningDatabase database = Databases.open(file)) {
            database.saveBest(result(4, 1000));
            database.saveBest(result(6, 2000));
        }
        return file.toString();
    }

    private static BestConfig result(int processors, double nanos) {
        return result(processors, nanos, 123.4);
    }

    private static BestConfig result(int processors, double nanos, double peak) {
        Schedule schedule = Schedule.parse("c256_b1_t2x4_chw_taps_held_raw");
        Estimate time = new Estimate(nanos, nanos, nanos);
        return new BestConfig(
                machine(processors),
                LAYER,
                CacheState.HOT,
                peak,
                List.of(
                        new TunedLayer(
                                LAYER, Workload.parse(LAYER), schedule, time, schedule, time)));
    }

    @Test
    void aResultOfAnotherMachineIsShownInWords() {
        String likeness = Likeness.of(machine(6), MachineProbe.detect()).kind().words();
        CliProcess.Ended newest = InProcess.run("best", LAYER, "--db", database());
        assertThat(newest.exit()).as(newest.err()).isZero();
        assertThat(newest.out()).contains("18.4");
        assertThat(newest.err())
                .startsWith("This result was tuned " + likeness)
                .contains(
                        "the processor was Some CPU and is ",
                        "the number of processors was 6 and is ",
                        "choose with --machine")
                .hasLineCount(1);
    }

    @Test
    void layersAreListedAsTheSuiteHasThemWhateverWasTunedLast() throws IOException {
        Path suite =
                Files.writeString(
                        folder.resolve("net.suite"),
                        "a 16x8x8_k3_s1_p1_nchw8c\nb 32x8x8_k3_s1_p1_nchw8c\nc 16x8x8_k3_s1_p1_nchw8c\n");
        Path file = folder.resolve("t.mv.db");
        BestConfig one = result(4, 1000);
        try (TuningDatabase database = Databases.open(file)) {
            database.saveBest(
                    new BestConfig(
                            one.machine(),
                            "net",
                            one.cache(),
                            one.peakGflops(),
                            List.of(
                                    layer("c", "16x8x8_k3_s1_p1_nchw8c"),
                                    layer("b", "32x8x8_k3_s1_p1_nchw8c"),
                                    // Of another suite of this name.
                                    layer("other", "16x8x8_k3_s1_p1_nchw8c"),
                                    layer("a", "16x8x8_k3_s1_p1_nchw8c"))));
        }
        CliProcess.Ended ended =
                InProcess.run(
                        "best", suite.toString(), "--db", file.toString(), "--machine", "avx2");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out().lines().skip(1).limit(3).map(line -> line.split(" ")[0]))
                .containsExactly("a", "b", "c");
        assertThat(ended.out()).doesNotContain("other").contains("over 3 layers");
    }

    private static TunedLayer layer(String name, String workload) {
        Schedule schedule = Schedule.parse("c256_b1_t2x4_chw_taps_held_raw");
        Estimate time = new Estimate(1000, 1000, 1000);
        return new TunedLayer(name, Workload.parse(workload), schedule, time, schedule, time);
    }

    @Test
    void theMachineCanBeChosenByWordsOfItsDescription() {
        String database = database();
        CliProcess.Ended chosen =
                InProcess.run("best", LAYER, "--db", database, "--machine", "4 PROCESSORS");
        assertThat(chosen.exit()).as(chosen.err()).isZero();
        assertThat(chosen.out()).contains("36.9");
        assertThat(chosen.err()).isEmpty();

        CliProcess.Ended none =
                InProcess.run("best", LAYER, "--db", database, "--machine", "avx512");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err())
                .contains(
                        "No machine with a result is described by 'avx512'",
                        "Some CPU, avx2, 6 processors, Linux, JDK Vendor 25.0.3; Some CPU, avx2, 4 processors")
                .hasLineCount(1);
    }

    @Test
    void aPeakThatCouldNotBeMeasuredIsSaidAndNothingIsAShareOfIt() {
        Path file = folder.resolve("t.mv.db");
        try (TuningDatabase database = Databases.open(file)) {
            database.saveBest(result(4, 1000, 0));
        }
        CliProcess.Ended ended =
                InProcess.run("best", LAYER, "--db", file.toString(), "--machine", "avx2");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("the machine was too busy to measure the peak of one core of Some CPU")
                .doesNotContain("%", "Infinity", "NaN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"best", "report", "export"})
    void aMistypedDatabaseIsNotMade(String command) {
        String missing = folder.resolve("mistyped/tuning.mv.db").toString();
        CliProcess.Ended ended =
                command.equals("export")
                        ? InProcess.run(command, LAYER, "--db", missing, "-o", "x.lanewise")
                        : InProcess.run(command, LAYER, "--db", missing);
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("There is no database " + missing).hasLineCount(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Tag("slow")
    @Test
    void figuresAreAlikeInEveryLocale() throws Exception {
        List<List<String>> commands =
                List.of(
                        List.of("show", "TEXTBOOK", "--out-channels", "512"),
                        List.of("best", LAYER, "--db", database(), "--machine", "6 processors"),
                        List.of("suites"));
        CliProcess.Ended usual = CliProcess.runAll(folder, ROOT, commands);
        assertThat(usual.exit()).as(usual.err()).isZero();
        assertThat(usual.out()).contains("38,412,288", "18.4", "mobilenet_v1");
        for (List<String> locale : LOCALES) {
            assertThat(CliProcess.runAll(folder, locale, commands))
                    .as(locale.toString())
                    .isEqualTo(usual);
        }
    }

    @Test
    void outputToAFullDeviceIsAFailure() throws Exception {
        File full = new File("/dev/full");
        assumeTrue(full.exists(), "Linux");
        Process process =
                CliProcess.builder(folder, List.of(), "suites").redirectOutput(full).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("err.txt")))
                .startsWith("Not all of the output could be written: ")
                .hasLineCount(1);
    }

    /** As {@code lanewise suites | head -1} does. */
    @Test
    void whoeverReadsOnlyTheBeginningHearsOfNoError() throws Exception {
        assumeTrue(new File("/dev/full").exists(), "Linux");
        ProcessBuilder english =
                CliProcess.builder(folder, List.of(), "suites")
                        .redirectOutput(ProcessBuilder.Redirect.PIPE);
        english.environment().put("LC_ALL", "C");
        Process process = english.start();
        process.getInputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(141);
        assertThat(folder.resolve("err.txt")).isEmptyFile();
    }

    @Test
    void whereThereIsNoHomeTheUserSaysWhereFilesAre() throws Exception {
        ProcessBuilder homeless =
                CliProcess.builder(folder, List.of("-Duser.home=?"), "best", LAYER)
                        .directory(folder.toFile());
        homeless.environment().remove("XDG_DATA_HOME");
        homeless.environment().remove("HOME");
        Process process = homeless.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("err.txt")))
                .contains("This user has no home folder", "--db", "XDG_DATA_HOME")
                .hasLineCount(1);
        assertThat(folder.resolve("?")).doesNotExist();
    }

    @Test
    void filesGoToTheHomeThatTheShellNames() throws Exception {
        assumeTrue(new File("/dev/full").exists(), "Linux");
        ProcessBuilder moved =
                CliProcess.builder(folder, List.of("-Duser.home=/nowhere"), "best", LAYER);
        moved.environment().remove("XDG_DATA_HOME");
        moved.environment().put("HOME", folder.toString());
        Process process = moved.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("err.txt")))
                .contains(folder.resolve(".local/share/lanewise/tuning.mv.db").toString());
    }

    @Test
    void aNameThatNoFileCanHaveIsRefusedInASentence() throws IOException {
        CliProcess.Ended ended = InProcess.run("best", "a\0b");
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("cannot be a file's here").hasLineCount(1);
    }
}
