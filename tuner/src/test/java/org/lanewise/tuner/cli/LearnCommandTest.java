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
    /** What the model that comes with Lanewise was learned from. */
    private static final Path TRIALS = Path.of("src/learned/trials.jsonl.gz");

    /** What the list was learned from beside them. */
    private static final Path NEWER = Path.of("src/learned/nchw.jsonl.gz");

    private static final Path LIST =
            Path.of("../kernels/src/main/resources/org/lanewise/schedule/learned-schedules.txt");

    @TempDir private Path folder;

    /** Whoever changes a feature or the table of default schedules learns both anew. */
    @Tag("slow")
    @Test
    void whatComesWithLanewiseIsLearnedAgainFromItsTrials() throws Exception {
        String db = imported("db", TRIALS);
        String newer = imported("newer", NEWER);
        Path model = folder.resolve("model.gz");
        Path schedules = folder.resolve("schedules.txt");
        String unused = folder.resolve("unused.gz").toString();

        CliProcess.Ended learned = InProcess.run("learn", db, "-o", model.toString());
        CliProcess.Ended listed =
                InProcess.run(
                        "learn", db, newer, "-o", unused, "--schedules", schedules.toString());

        assertThat(learned.exit()).as(learned.err()).isZero();
        assertThat(listed.exit()).as(listed.err()).isZero();
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

    private String imported(String name, Path trials) {
        String db = folder.resolve(name).toString();
        assertThat(InProcess.run("db", "import", trials.toString(), "--db", db).exit()).isZero();
        return db;
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
