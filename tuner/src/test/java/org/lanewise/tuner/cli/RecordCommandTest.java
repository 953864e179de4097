package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.tuner.tables.RecordedTable;
import org.lanewise.tuner.tables.TableFile;

/** What {@code lanewise record} refuses, and a table small enough to record. */
class RecordCommandTest {
    @TempDir private Path folder;

    private CliProcess.Ended record(Path file, String... more) {
        String[] words = new String[4 + more.length];
        words[0] = "record";
        words[1] = "16x4x4_k1_nchw8c";
        words[2] = "-o";
        words[3] = file.toString();
        System.arraycopy(more, 0, words, 4, more.length);
        return InProcess.run(words);
    }

    private static void refused(CliProcess.Ended ended, String sentence) {
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains(sentence).doesNotContain("\tat ").hasLineCount(1);
    }

    @Test
    void aFileIsNeverWrittenOver() throws IOException {
        Path file = Files.writeString(folder.resolve("there.gz"), "mine");
        refused(record(file), "there.gz exists already; choose another");
        assertThat(file).hasContent("mine");
    }

    @Test
    void aTableWithoutAFileIsMisuse() {
        CliProcess.Ended ended = InProcess.run("record", "textbook");
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("--output").contains("lanewise record --help");
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource(
            delimiter = '|',
            value = {
                "vectorBits            | 'vectorBits' is not a slice",
                "depth=3               | There is no knob 'depth'; the knobs are axis, vectorBits",
                "vectorBits=64         | '64' is no value of the knob vectorBits",
                "weights=lost          | The knob weights has no value 'lost'"
            })
    void aSliceOfAnotherSpaceIsRefusedAndLeavesNothing(String slice, String sentence)
            throws IOException {
        refused(record(folder.resolve("t.gz"), "--fix", slice), sentence);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @Tag("slow")
    void aFolderThatIsNotThereIsNamed() {
        Path file = folder.resolve("no/t.gz");
        refused(record(file, "--points", "2"), file.toString());
    }

    @Test
    @Tag("slow")
    void aSmallTableIsRecordedAndReadBack() throws IOException {
        Path file = folder.resolve("t.gz");
        Path kept = folder.resolve("t.mv.db");
        CliProcess.Ended ended =
                record(
                        file,
                        "--points",
                        "3",
                        "--fix",
                        "vectorBits=128,tileH=1,tileW=1,2",
                        "--db",
                        kept.toString());
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("Recording 16x4x4_k1_s1_p0_nchw8c, slice axis=c,vectorBits=128")
                .contains("Measured: ", ", the first c128_", ": One run took ")
                .contains("Table: " + file + ", " + Files.size(file) + " bytes");
        RecordedTable table = TableFile.read(file);
        assertThat(table.size()).isBetween(1, 3);
        try (TuningDatabase database = Databases.read(kept)) {
            List<Trial> trials =
                    database.trials(table.header().machine(), table.header().workload());
            assertThat(trials).hasSize(table.size());
            assertThat(trials).allMatch(trial -> trial.stage() == Stage.RECORD);
            assertThat(trials).allMatch(trial -> table.holds(trial.schedule()));
            UUID run =
                    database.recorded(table.header().machine(), table.header().workload())
                            .getFirst()
                            .run()
                            .orElseThrow();
            assertThat(database.time(run).orElseThrow().asked().orElseThrow().words())
                    .startsWith("record")
                    .endsWith("--db", kept.toString());
        }
    }
}
