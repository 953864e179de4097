package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.pack.PackFile;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/** What is typed and what is answered; a few times as a process of its own, as a user meets it. */
class CommandLineTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    tune nonsense                            | There is no suite 'nonsense'
                    tune mobilenet_v1 --layers conv9         | has no layer 'conv9'
                    tune mobilenet_v1 --layout nope          | There is no layout 'nope'
                    tune mobilenet_v1 --budget soon          | 'soon' is not a budget
                    tune mobilenet_v1 --budget 20s           | confirm 9 layers takes 50s at the least
                    tune mobilenet_v1 --cache warm           | 'warm' is no state of the caches
                    tune mobilenet_v1 --patience few         | 'few' is no number of rounds
                    tune mobilenet_v1 --strategy luck        | There is no search strategy 'luck'
                    show 256x12                              | it must begin with CxHxW or NxCxHxW
                    show 256x12x12                           | it names no kernel size, such as k3
                    show 16x4x4_k9_s1_p0                     | spans 9 pixels but the padded input has only 4
                    show 0x4x4_k3_s1_p1                      | The number of channels is 0
                    show 16x-4x4_k3                          | must be at least 1
                    show 99999999999x4x4_k3                  | does not fit 32 bits
                    show 2000000000x9999x9999_k3             | overflow
                    show textbook --schedule fast            | is not a schedule
                    show textbook --schedule c512_b1_t40x40_chw_taps_held_raw | breaks the rule tile-within-output
                    show textbook --out-channels 0           | must be at least 1
                    peers mobilenet_v1                       | start 'tuner/bin/lanewise peers', which builds them in
                    peers mobilenet_v1 --threads 3           | say 1 or all
                    peers mobilenet_v1 --rounds 0            | There cannot be 0 rounds
                    peers mobilenet_v1 --config missing.json | There is no file missing.json
                    time mobilenet_v1 --jvms 0               | There cannot be 0 JVMs
                    time mobilenet_v1 --rounds 9999          | say 1 to 999
                    time mobilenet_v1 --schedule fast        | is not a schedule
                    check missing.json                       | There is no file missing.json
                    tune mobilenet_v1 --patience 0           | use at least 1
                    tune mobilenet_v1 --near-peak fast       | is not a share of the peak
                    record mobilenet_v1 -o x.gz              | has several; choose one
                    record textbook -o x.gz --points 1       | needs at least 2 schedules
                    replay missing.gz                        | There is no file missing.gz
                    replay src                               | src is a folder
                    replay /dev/null                         | /dev/null is cut off
                    strategies --table missing.gz            | There is no file missing.gz
                    check /dev/null                          | name a file, which is read several times
                    strategies --seeds 0                     | At least one seed is needed
                    export nonsense -o x.lanewise            | There is no suite 'nonsense'
                    """)
    void whatAUserGetsWrongIsOneSentence(String words, String sentence) throws Exception {
        CliProcess.Ended ended = InProcess.run(words.strip().split(" +"));
        assertThat(ended.exit()).isIn(1, 2);
        assertThat(ended.err()).contains(sentence).doesNotContain("\tat ").hasLineCount(1);
    }

    @Test
    void misuseNamesTheWordAndTheHelp() throws Exception {
        CliProcess.Ended ended = CliProcess.run(folder, "tune", "mobilenet_v1", "--budgte", "5s");
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err())
                .startsWith("Unknown option")
                .contains("--budgte", "; did you mean --budget? 'lanewise tune --help' lists")
                .hasLineCount(1)
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"tun mobilenet_v1, did you mean tune?", "tune mobilenet_v1 --budgte 5s, --budget"})
    void whatWasPerhapsMeantIsNamed(String words, String meant) {
        CliProcess.Ended ended = InProcess.run(words.split(" "));
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains(meant).hasLineCount(1);
    }

    @Test
    void noWordsAtAllShowTheHelp() throws Exception {
        CliProcess.Ended ended = CliProcess.run(folder);
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.out()).contains("tune").contains("show").contains("doctor");
    }

    @Test
    void anUnwritableFolderIsFoundOutBeforeTheFirstTrial() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        CliProcess.Ended ended =
                InProcess.run("tune", "textbook", "--out", file.resolve("sub").toString());
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err())
                .contains("cannot be written")
                .contains("--out")
                .doesNotContain("\tat ");
    }

    @Test
    void aFileThatIsNoDatabaseIsNamed() throws Exception {
        Path garbage = Files.writeString(folder.resolve("garbage.mv.db"), "not a database");
        CliProcess.Ended ended = InProcess.run("best", "textbook", "--db", garbage.toString());
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("garbage").doesNotContain("\tat ").hasLineCount(1);
    }

    @Test
    void anEmptyDatabaseSaysWhichCommandFillsIt() throws Exception {
        Path empty = folder.resolve("new.mv.db");
        Databases.open(empty).close();
        CliProcess.Ended ended = InProcess.run("best", "textbook", "--db", empty.toString());
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("lanewise tune textbook");
    }

    @Test
    @Tag("slow")
    void exportingABestConfigurationFileTwiceGivesTheSamePack() throws Exception {
        Workload workload = Workload.parse("32x8x8_k3_s1_p1_nchw8c");
        Schedule schedule = Schedule.parse("c128_b1_t2x4_chw_taps_held_raw");
        Estimate time = new Estimate(1, 1, 1);
        BestConfig best =
                new BestConfig(
                        new Machine("cpu", "amd64/256", 256, 2, "Linux", "25", List.of()),
                        "mine",
                        CacheState.HOT,
                        100,
                        List.of(new TunedLayer("a", workload, schedule, time, schedule, time)));
        Path json = folder.resolve("mine.json");
        BestConfigFile.write(json, best);
        List<Path> packs = List.of(folder.resolve("1.lanewise"), folder.resolve("2.lanewise"));
        for (Path pack : packs) {
            CliProcess.Ended ended =
                    InProcess.run("export", json.toString(), "-o", pack.toString());
            assertThat(ended.exit()).as(ended.err()).isZero();
            assertThat(ended.out()).contains("1 layer for amd64/256");
        }
        assertThat(packs.get(0)).hasSameBinaryContentAs(packs.get(1));
        assertThat(PackFile.read(packs.get(0)).config()).isEqualTo(best);

        CliProcess.Ended refused =
                InProcess.run("export", json.toString(), "-o", folder.toString());
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("is a folder").hasLineCount(1);
    }

    @Test
    @Tag("slow")
    void onePackHoldsTheKernelsOfEveryMachineAndSaysWhatItLacks() throws Exception {
        Schedule schedule = Schedule.parse("c128_b1_t2x4_chw_taps_held_raw");
        Estimate time = new Estimate(1, 1, 1);
        Path file = folder.resolve("machines.mv.db");
        Workload workload = Workload.parse("32x8x8_k3_s1_p1_nchw8c");
        List<TunedLayer> layers =
                List.of(
                        new TunedLayer(
                                workload.toString(), workload, schedule, time, schedule, time));
        try (TuningDatabase database = Databases.open(file)) {
            for (String target : List.of("sse", "avx2", "avx2,fma=no")) {
                Machine machine =
                        new Machine("cpu", target, 256, 2, "Linux", "25 " + target, List.of());
                database.saveBest(
                        new BestConfig(machine, workload.toString(), CacheState.HOT, 100, layers));
            }
            Workload other = Workload.parse("32x8x8_k3_s1_p1_nhwc");
            database.saveBest(
                    new BestConfig(
                            new Machine("other", "avx2", 256, 2, "Linux", "25", List.of()),
                            other.toString(),
                            CacheState.HOT,
                            100,
                            List.of(
                                    new TunedLayer(
                                            other.toString(),
                                            other,
                                            schedule,
                                            time,
                                            schedule,
                                            time))));
        }
        Path pack = folder.resolve("all.lanewise");
        CliProcess.Ended ended =
                InProcess.run(
                        "export",
                        workload.toString(),
                        "--machine",
                        "all",
                        "--db",
                        file.toString(),
                        "-o",
                        pack.toString());
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("1 layer for cpu, avx2,fma=no", "1 layer for cpu, sse")
                .contains("Missing: kernels for JVMs with vectors of 512 bits and without a")
                .doesNotContain("vectors of 256 bits");
        assertThat(ended.err())
                .containsPattern(
                        "Left out: other, .*, whose results are in nhwc, which --layout chooses")
                .doesNotContain("Left out: cpu");
        assertThat(PackFile.read(pack).configs())
                .extracting(best -> best.machine().isa())
                .containsExactly("avx2,fma=no", "avx2", "sse");
    }

    @Test
    void verboseShowsTheCause() throws IOException, InterruptedException {
        CliProcess.Ended ended = CliProcess.run(folder, "tune", "nonsense", "--verbose");
        assertThat(ended.err()).contains("There is no suite").contains("\tat ");
    }

    @Test
    void theTextbookLayerIsShownWithItsArithmetic() throws Exception {
        CliProcess.Ended ended =
                CliProcess.run(folder, "show", "textbook", "--out-channels", "512");
        assertThat(ended.exit()).isZero();
        assertThat(ended.out())
                .contains("38,412,288")
                .contains("339,738,624")
                .contains("vectorized lane in 0..16")
                .contains("public final class K_");
    }
}
