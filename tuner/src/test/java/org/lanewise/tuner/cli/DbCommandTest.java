package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.tables.exchange.ExchangeFile;
import org.lanewise.workload.Workload;

class DbCommandTest {
    @TempDir private Path folder;

    private String one;

    @BeforeEach
    void fill() {
        one = folder.resolve("one.mv.db").toString();
        try (TuningDatabase database = Databases.open(Path.of(one))) {
            database.append(machine("Left"), trial(1));
            database.append(machine("Left"), trial(2));
        }
    }

    private static Machine machine(String cpu) {
        return new Machine(cpu, "avx512", 512, 2, "Linux", "Vendor 25", List.of());
    }

    private static Trial trial(long seed) {
        return new Trial(
                Workload.parse("256x12x12_k3_s1_p1_nchw16c"),
                Schedule.parse("c512_b1_t2x6_chw_taps_held_raw"),
                Stage.SCREEN,
                CacheState.HOT,
                "model",
                seed,
                new Outcome.Measured(new Estimate(2, 1, 3), List.of(2.0), 5),
                Instant.parse("2026-03-01T12:00:00Z"));
    }

    private static CliProcess.Ended run(String... words) throws Exception {
        return InProcess.run(words);
    }

    @Test
    void aHistoryGoesThroughAFileIntoAnotherDatabaseOnce() throws Exception {
        String file = folder.resolve("history.jsonl.gz").toString();
        String two = folder.resolve("two").toString();
        assertThat(run("db", "export", file, "--db", one).out()).contains("2 lines");
        assertThat(run("db", "import", file, "--db", two).out())
                .contains("2 new records, 0 known before, 0 refused");
        CliProcess.Ended again = run("db", "import", file, file, "--db", two);
        assertThat(again.exit()).isZero();
        assertThat(again.out().lines())
                .hasSize(2)
                .allMatch(line -> line.endsWith("0 new records, 2 known before, 0 refused"));
        assertThat(run("db", "export", "-", "--db", two).out())
                .isEqualTo(run("db", "export", "-", "--db", one).out());
    }

    @Test
    void linesThatAreNotRightAreNamedAndTheExitSaysPartly() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.jsonl"), "{}\nnothing\n");
        CliProcess.Ended ended =
                run("db", "import", file.toString(), "--db", folder.resolve("two").toString());
        assertThat(ended.exit()).isEqualTo(3);
        assertThat(ended.err())
                .contains(file + ": Line 1: it is no trial", file + ": Line 2: ")
                .hasLineCount(2);
    }

    @Test
    void databasesMergeAndAreCountedByMachine() throws Exception {
        String two = folder.resolve("two.mv.db").toString();
        try (TuningDatabase database = Databases.open(Path.of(two))) {
            database.append(machine("Right"), trial(3));
        }
        assertThat(run("db", "merge", two, "--db", one).out()).contains("1 new record, 0 known");
        assertThat(run("db", "stats", "--db", one).out())
                .contains(
                        "Left, avx512",
                        "2 trials of 1 shape",
                        "Right, avx512",
                        "1 trial of 1 shape");
        assertThat(run("db", "check", "--db", one).out())
                .contains("3 right records, 0 that cannot be used");
        assertThat(run("db", "prune", "--db", one).out()).contains("0 trials removed");
        CliProcess.Ended compact = run("db", "compact", "--db", one);
        assertThat(compact.exit()).as(compact.err()).isZero();
        assertThat(run("db", "stats", "--db", one).out()).contains("Left", "Right");
    }

    @Test
    void whatIsNotThereIsSaidAndNotMade() throws Exception {
        Path none = folder.resolve("none/none.mv.db");
        for (String command : List.of("export -", "stats", "check", "prune", "compact")) {
            List<String> words = new ArrayList<>(List.of(("db " + command).split(" ")));
            words.addAll(List.of("--db", none.toString()));
            CliProcess.Ended ended = run(words.toArray(String[]::new));
            assertThat(ended.exit()).as(command).isEqualTo(1);
            assertThat(ended.err()).as(command).contains("There is no database").hasLineCount(1);
        }
        assertThat(none.getParent()).doesNotExist();
        CliProcess.Ended nothing = run("db");
        assertThat(nothing.exit()).isEqualTo(1);
        assertThat(nothing.err())
                .contains("Say what to do with the database: bench, check, compact,");
    }

    @Tag("slow")
    @Test
    void theBenchTimesADatabaseOfItsOwn() throws Exception {
        CliProcess.Ended ended = run("db", "bench", "--trials", "2000");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out())
                .containsPattern("trials +2,000")
                .contains("trials added a second", "opened for reading", "p99", "run's report");
        assertThat(run("db", "bench", "--trials", "0").err()).contains("say at least 1");
    }

    @Test
    void whatIsNotThereOrNoDatabaseMakesNone() throws Exception {
        Path two = folder.resolve("two.mv.db");
        CliProcess.Ended lines = run("db", "import", "nowhere.jsonl", "--db", two.toString());
        assertThat(lines.exit()).isEqualTo(1);
        assertThat(lines.err())
                .isEqualToIgnoringNewLines("There is no file nowhere.jsonl; name another.");
        CliProcess.Ended none = run("db", "merge", "nowhere", "--db", two.toString());
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).contains("There is no database nowhere.mv.db").hasLineCount(1);
        Path foreign = Files.writeString(folder.resolve("foreign.mv.db"), "x".repeat(9000));
        CliProcess.Ended other = run("db", "merge", foreign.toString(), "--db", two.toString());
        assertThat(other.exit()).isEqualTo(1);
        assertThat(other.err()).contains("damaged or not a Lanewise database").hasLineCount(1);
        assertThat(two).doesNotExist();
    }

    @Test
    void aDatabaseIsNeitherMergedWithItselfNorOverwrittenByAnExport() throws Exception {
        CliProcess.Ended merge = run("db", "merge", one, "--db", one);
        assertThat(merge.exit()).isEqualTo(1);
        assertThat(merge.err()).contains("cannot be merged with itself").hasLineCount(1);
        CliProcess.Ended export = run("db", "export", one, "--db", one);
        assertThat(export.exit()).isEqualTo(1);
        assertThat(export.err()).contains("An export is no database").hasLineCount(1);
        assertThat(run("db", "stats", "--db", one).out()).contains("2 trials");
    }

    @Test
    void otherAutoTunersGetAPairOfFilesForEachMachineAndWorkload() throws Exception {
        Path pairs = folder.resolve("pairs");
        CliProcess.Ended ended = run("db", "export", pairs.toString(), "--t4", "--db", one);
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("1 workload of m1, Left, ");
        Path own = pairs.resolve("256x12x12_k3_s1_p1_nchw16c_m1");
        assertThat(own.resolve("T1.json")).isRegularFile();
        assertThat(ExchangeFile.read(own.resolve("T4.json.gz")).size()).isEqualTo(1);
        CliProcess.Ended output = run("db", "export", "-", "--t4", "--db", one);
        assertThat(output.exit()).isEqualTo(1);
        assertThat(output.err()).contains("name a folder").hasLineCount(1);
    }

    @Test
    void aCompressedFileThatIsCutIsNamed() throws Exception {
        Path file = folder.resolve("h.jsonl.gz");
        run("db", "export", file.toString(), "--db", one);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        CliProcess.Ended cut =
                run("db", "import", file.toString(), "--db", folder.resolve("two").toString());
        assertThat(cut.exit()).isEqualTo(1);
        assertThat(cut.err()).contains(file + " is not whole").hasLineCount(1);
    }
}
