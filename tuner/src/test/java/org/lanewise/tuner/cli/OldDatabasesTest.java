package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands say of the files that the database's released schemas left. */
class OldDatabasesTest {
    private static final Path FILES = Path.of("../db/src/test/resources/org/lanewise/db/sql");

    @TempDir private Path folder;

    private String database(String name) throws IOException {
        Path file = folder.resolve("old.mv.db");
        try (InputStream packed = Files.newInputStream(FILES.resolve(name + ".mv.db.gz"));
                InputStream plain = new GZIPInputStream(packed)) {
            Files.copy(plain, file);
        }
        return file.toString();
    }

    private static CliProcess.Ended run(String... words) {
        return InProcess.run(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "9", "14"})
    void commandsThatReadOneSayWhatItHoldsAndLeaveItAsItIs(String schema) throws IOException {
        String file = database("schema-" + schema);
        byte[] before = Files.readAllBytes(Path.of(file));
        String suite =
                Files.writeString(folder.resolve("net.suite"), "conv 256x12x12_k3_s1_p1_nchw16c\n")
                        .toString();
        assertThat(run("db", "stats", "--db", file).out())
                .contains(
                        "Old CPU, amd64/256, 2 processors, Linux, JDK Vendor 25",
                        "2 trials of 1 shape, 2 without a time, 2 of other generators",
                        "1 result with 1 layer");
        for (String command : new String[] {"best", "report"}) {
            CliProcess.Ended ended = run(command, suite, "--db", file, "--out", folder.toString());
            assertThat(ended.exit()).isEqualTo(1);
            assertThat(ended.err())
                    .contains(
                            "holds no result for net in nchw16c that may be used: another version of the generator"
                                    + " made its kernels",
                            "a new tune tries them first")
                    .hasLineCount(1);
        }
        assertThat(run("db", "check", "--db", file).out()).contains("3 right records, 0 that");
        assertThat(Path.of(file)).hasBinaryContent(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "9", "14"})
    void aCommandThatWritesBringsOneForwardWithAllThatItHolds(String schema) throws IOException {
        String file = database("schema-" + schema);
        String lines = run("db", "export", "-", "--db", file).out();
        assertThat(lines.lines()).hasSize(3);
        String added = Files.writeString(folder.resolve("none.jsonl"), "").toString();
        assertThat(run("db", "import", added, "--db", file).out()).contains("0 new records");
        assertThat(run("db", "check", "--db", file).out()).contains("3 right records, 0 that");
        assertThat(run("db", "export", "-", "--db", file).out()).isEqualTo(lines);
    }

    /** Left by a tune of two layers, when schema 7 and generator 3 were the newest. */
    @Test
    void theDatabaseOfATuneOfThatTimeIsReadAndBroughtForwardWithEveryFigure() throws IOException {
        String file = database("tuned-7");
        assertThat(run("db", "stats", "--db", file).out())
                .contains(
                        "AMD EPYC family 25 model 17, avx512,l1=64x8x64, 2 processors, Linux",
                        "79 trials of 3 shapes, 2 without a time, 79 of other generators",
                        "1 result with 2 layers");
        assertThat(run("best", "mobilenet_v1", "--layout", "nchw16c", "--db", file).err())
                .contains("another version of the generator made its kernels");
        String lines = run("db", "export", "-", "--db", file).out();
        assertThat(lines).contains("c512_b4_t6x2_hcw_taps_reload_raw", "65996.77797694842");
        String added = Files.writeString(folder.resolve("none.jsonl"), "").toString();
        assertThat(run("db", "import", added, "--db", file).out()).contains("0 new records");
        assertThat(run("db", "export", "-", "--db", file).out()).isEqualTo(lines);
    }
}
