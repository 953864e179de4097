package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.db.sql.Databases;
import org.lanewise.tuner.costmodel.LearnedModel;

class LearnCommandTest {
    /** What the model and the list that come with Lanewise were learned from. */
    private static final Path TRIALS = Path.of("src/learned/trials.jsonl.gz");

    private static final Path LIST =
            Path.of("../kernels/src/main/resources/org/lanewise/schedule/learned-schedules.txt");

    @TempDir private Path folder;

    /** Whoever changes a feature or the table of default schedules learns both anew. */
    @Tag("slow")
    @Test
    void whatComesWithLanewiseIsLearnedAgainFromItsTrials() throws Exception {
        String db = folder.resolve("db").toString();
        Path model = folder.resolve("model.gz");
        Path schedules = folder.resolve("schedules.txt");
        assertThat(InProcess.run("db", "import", TRIALS.toString(), "--db", db).exit()).isZero();

        CliProcess.Ended learned =
                InProcess.run(
                        "learn", db, "-o", model.toString(), "--schedules", schedules.toString());

        assertThat(learned.exit()).as(learned.err()).isZero();
        assertThat(learned.out())
                .matches("(?s)Model: .*, [0-9]+ bytes, of [0-9]+ trials of .*layers\\s*");
        assertThat(Files.readAllLines(schedules)).isEqualTo(Files.readAllLines(LIST));
        try (InputStream in = LearnedModel.class.getResourceAsStream("learned.model.gz")) {
            assertThat(
                            LearnedModel.read(new ByteArrayInputStream(Files.readAllBytes(model)))
                                    .text())
                    .isEqualTo(LearnedModel.read(in).text());
        }
    }

    @Test
    void aMissingDatabaseIsNamed() {
        CliProcess.Ended ended =
                InProcess.run("learn", folder.resolve("none").toString(), "-o", "model.gz");
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("There is no database").contains("none");
    }

    @Test
    void anEmptyDatabaseTeachesNothingAndLeavesNoFile() {
        Path db = folder.resolve("empty");
        Path model = folder.resolve("model.gz");
        Databases.open(db).close();
        CliProcess.Ended ended = InProcess.run("learn", db.toString(), "-o", model.toString());
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("tune first");
        assertThat(model).doesNotExist();
    }
}
