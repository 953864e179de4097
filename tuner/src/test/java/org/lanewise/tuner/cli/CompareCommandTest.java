package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Evidence;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

final class CompareCommandTest {
    private static final Schedule SCHEDULE = Schedule.parse("c512_b1_t2x4_chw_taps_held_raw");

    @TempDir Path folder;

    private static BestConfig result(String cpu, double ns) {
        Evidence evidence =
                new Evidence(
                        List.of(), List.of(), List.of(), OptionalDouble.empty(), OptionalInt.of(5));
        Estimate time = new Estimate(ns, ns * 0.99, ns * 1.01);
        return new BestConfig(
                new Machine(cpu, "avx512", 512, 8, "Linux", "Example 25", List.of()),
                "s",
                CacheState.HOT,
                100,
                List.of(
                        new TunedLayer(
                                "conv",
                                Workload.parse("32x8x8_k3_s1_p1_nchw16c"),
                                SCHEDULE,
                                time,
                                SCHEDULE,
                                time,
                                evidence)));
    }

    private String file(String name, double ns) throws IOException {
        Path file = folder.resolve(name + ".json");
        BestConfigFile.write(file, result("Example", ns));
        return file.toString();
    }

    @Test
    void aRegressionBeyondWhatIsAllowedFails() throws IOException {
        String old = file("old", 1_000);
        String slower = file("slower", 1_100);

        CliProcess.Ended failed =
                InProcess.run("compare", old, slower, "--fail-on-regression", "5%");
        assertThat(failed.exit()).isEqualTo(CompareCommand.REGRESSED);
        assertThat(failed.out())
                .contains("0.91x", "slower", "Regression: conv takes 1.10x as long");
        assertThat(InProcess.run("compare", old, slower, "--fail-on-regression", "20%").exit())
                .isZero();
        assertThat(InProcess.run("compare", slower, old, "--fail-on-regression", "5%").exit())
                .isZero();
        assertThat(InProcess.run("compare", old, slower).exit()).isZero();
    }

    @Test
    void machinesOfOneDatabaseAreCompared() {
        Path file = folder.resolve("t.mv.db");
        try (TuningDatabase database = Databases.open(file)) {
            database.saveBest(result("Fast CPU", 1_000));
            database.saveBest(result("Slow CPU", 2_000));
        }
        Path page = folder.resolve("page.html");

        CliProcess.Ended ended =
                InProcess.run(
                        "compare",
                        file + "@slow cpu",
                        file + "@fast cpu",
                        "--html",
                        page.toString());
        assertThat(ended.exit()).isZero();
        assertThat(ended.out())
                .contains("B is 2.00x as fast as A in the geometric mean of 1 layer.");
        assertThat(page).content().contains("<strong>2.00×</strong>");
        assertThat(InProcess.run("compare", file.toString(), file + "@fast cpu").err().lines())
                .singleElement()
                .asString()
                .contains("holds results of several machines", "Slow CPU", "Fast CPU");
    }

    @Test
    void wordsOfAMachineMayHoldTheLetterThatBeginsThem() {
        Path file = folder.resolve("at@home.mv.db");
        try (TuningDatabase database = Databases.open(file)) {
            database.saveBest(result("CPU @ 2.20GHz", 1_000));
            database.saveBest(result("CPU @ 3GHz", 500));
        }
        String name = folder.resolve("at@home").toString();
        Path json = folder.resolve("rows.json");

        CliProcess.Ended ended =
                InProcess.run(
                        "compare",
                        name + "@cpu @ 2.20ghz",
                        name + "@cpu @ 3ghz",
                        "--json",
                        json.toString());
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(json).content().contains("\"ratio\": 2.0", "\"mean\": 2.0", "\"verdict\"");
    }

    @Test
    void whatCannotBeComparedIsSaidInOneSentence() throws IOException {
        String file = file("a", 1_000);

        assertThat(InProcess.run("compare", file, folder.resolve("none.json").toString()).err())
                .startsWith("There is no file ");
        assertThat(InProcess.run("compare", file, file + "@other").err().lines())
                .singleElement()
                .asString()
                .contains("holds no result that is asked for");
        assertThat(InProcess.run("compare", file, file, "--fail-on-regression", "0.05").err())
                .startsWith("'0.05' is no share");
    }

    @Test
    void anIndexIsOfAllSuitesAndAReportOfOne() {
        Path file = folder.resolve("t.mv.db");
        try (TuningDatabase database = Databases.open(file)) {
            database.saveBest(result("Fast CPU", 1_000));
        }
        String out = folder.toString();

        assertThat(InProcess.run("report", "--all", "--db", file.toString(), "--out", out).exit())
                .isZero();
        assertThat(folder.resolve("index.html")).content().contains("Fast CPU");
        assertThat(InProcess.run("report", "--all", "--json", "--db", file.toString()).out())
                .contains("\"Fast CPU\"");
        assertThat(InProcess.run("report", "textbook", "--all", "--db", file.toString()).exit())
                .isEqualTo(2);
        assertThat(InProcess.run("report", "--db", file.toString()).err())
                .startsWith("Missing required parameter: 'SUITE'");
    }

    @Test
    void optionsThatWouldBeIgnoredAreRefused() {
        String file = folder.resolve("t.mv.db").toString();

        CliProcess.Ended machine =
                InProcess.run("report", "--all", "--machine", "avx2", "--db", file);
        assertThat(machine.exit()).isEqualTo(2);
        assertThat(machine.err())
                .startsWith("--all is of all suites and machines; leave --machine out.");
        assertThat(InProcess.run("report", "textbook", "--json", "--open", "--db", file).err())
                .startsWith("--json prints the numbers and writes no page; leave --open out.");
    }
}
