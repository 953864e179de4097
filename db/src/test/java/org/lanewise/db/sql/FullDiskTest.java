package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;

/** Where nothing more can be written a sentence says so, and what was acknowledged is there. */
class FullDiskTest {
    private static final int KILOBYTES_FREE = 300;

    @TempDir Path folder;

    @Tag("slow")
    @Test
    void aTrialThatFitsNoMoreEndsInASentenceAndCostsNoneBeforeIt() throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/bash")), "a shell that sets limits");
        Path file = folder.resolve("full");
        Databases.open(file).close();
        int most = (int) (Files.size(folder.resolve("full.mv.db")) >> 10) + KILOBYTES_FREE;
        List<String> lines;
        try (ChildJvm child = ChildJvm.startOnAFullDisk(file, "append", most)) {
            lines = child.lines();
            assertThat(child.errors()).isEmpty();
        }
        assertThat(lines.getLast())
                .startsWith("The database " + file + ".mv.db cannot record a trial: ")
                .endsWith(".");
        int acknowledged = lines.size() - 1;
        assertThat(acknowledged).isPositive();
        try (TuningDatabase database = Databases.open(file)) {
            assertThat(database.trials(Fixtures.MACHINE, Fixtures.WORKLOAD))
                    .extracting(Trial::seed)
                    .containsAll(LongStream.rangeClosed(1, acknowledged).boxed().toList());
        }
    }

    @Test
    void aFolderThatTakesNoFilesIsNamedInASentence() {
        Path file = Path.of("/proc/self/tuning.mv.db");
        assumeTrue(Files.isDirectory(file.getParent()), "Linux");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Databases.open(file).close())
                .withMessageMatching("The database /proc/self/tuning.mv.db cannot be .*\\.");
    }
}
