package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.lanewise.db.sql.Fixtures.MACHINE;
import static org.lanewise.db.sql.Fixtures.WORKLOAD;
import static org.lanewise.db.sql.Fixtures.trial;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.Machine;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.Held;
import org.lanewise.db.TuningDatabase;
import org.lanewise.workload.Workload;

/** What a database holds can be seen without touching it. */
@Execution(ExecutionMode.CONCURRENT)
class ReadingTest {
    private static final int TRIALS = 200;

    @TempDir Path folder;

    private Path filled() {
        Path file = folder.resolve("t.mv.db");
        try (TuningDatabase database = EmptyDatabase.open(file)) {
            IntStream.range(0, TRIALS).forEach(seed -> database.append(MACHINE, trial(seed)));
        }
        return file;
    }

    @Test
    void aReaderSeesAllAndChangesNothing() throws IOException {
        Path file = filled();
        byte[] before = Files.readAllBytes(file);
        try (TuningDatabase database = Databases.read(file)) {
            assertThat(database.trials(MACHINE, WORKLOAD)).hasSize(TRIALS);
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> database.append(MACHINE, trial(1)))
                    .withMessageContaining("read only");
        }
        assertThat(file).hasBinaryContent(before);
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Tag("slow")
    @Test
    void aReaderSeesWhatAnotherProcessHasWrittenAndHasOpen() throws Exception {
        Path file = filled();
        try (ChildJvm child = ChildJvm.start(file, "hold")) {
            assertThat(child.line()).isEqualTo("open");
            try (TuningDatabase database = Databases.read(file)) {
                assertThat(database.trialCount()).isEqualTo(TRIALS);
            }
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> Databases.open(file))
                    .withMessageContaining("in use");
            child.release();
            assertThat(child.exitCode()).isZero();
        }
    }

    @Test
    void aCopyOfWhatWasWrittenMeanwhileIsNoneThoughTheFilesTimeIsTheSame() throws IOException {
        Path file = filled();
        FileTime time = Files.getLastModifiedTime(file);
        Path copy = Files.copy(file, folder.resolve("copy"));
        assertThat(Snapshot.isSame(file, copy.toString())).isTrue();
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2]++;
        Files.write(file, content);
        Files.setLastModifiedTime(file, time);
        assertThat(Snapshot.isSame(file, copy.toString())).isFalse();
        Files.write(file, Arrays.copyOf(Files.readAllBytes(copy), content.length - 1));
        assertThat(Snapshot.isSame(file, copy.toString())).isFalse();
    }

    /** What nobody has compacted may be many times what it holds. */
    @Test
    void aFileThatMemoryCannotHoldIsRefusedWithItsRemedy() throws IOException {
        Path file = folder.resolve("large.mv.db");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            // Takes no room on the disk.
            large.setLength(Runtime.getRuntime().maxMemory() + 1);
        }
        DatabaseFile database = DatabaseFile.of(file);
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Snapshot.open(database).close())
                .withMessageStartingWith("The database " + file + " takes ")
                .withMessageContaining("lanewise db compact");
    }

    @Test
    void readingWhatIsNotThereMakesNothing() {
        Path file = folder.resolve("mistyped/tuning");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Databases.read(file))
                .withMessage(
                        "There is no database %s.mv.db; 'lanewise tune' makes it, or choose another with --db.",
                        file);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileThatWasCutIsRefusedWhereverItWasCut() throws IOException {
        byte[] whole = Files.readAllBytes(filled());
        for (int percent = 0; percent < 100; percent += 5) {
            Path cut = folder.resolve("cut" + percent + ".mv.db");
            byte[] part = Arrays.copyOf(whole, whole.length * percent / 100);
            Files.write(cut, part);
            for (boolean writing : new boolean[] {false, true}) {
                assertThatExceptionOfType(DatabaseException.class)
                        .as("%d percent", percent)
                        .isThrownBy(() -> {
                            if (writing) {
                                Databases.open(cut);
                            } else {
                                Databases.read(cut);
                            }
                        })
                        .withMessageContaining(cut + " is damaged");
            }
            assertThat(cut).hasBinaryContent(part);
        }
    }

    @Test
    void whatThereIsOfAWorkloadIsListedNewestFirst() {
        try (TuningDatabase database = EmptyDatabase.open(folder.resolve("t"))) {
            assertThat(database.held(List.of(WORKLOAD))).isEmpty();
            Machine fewer =
                    new Machine(
                            MACHINE.cpu(),
                            MACHINE.isa(),
                            MACHINE.vectorBits(),
                            2,
                            MACHINE.os(),
                            MACHINE.jdk(),
                            MACHINE.jvmFlags());
            database.append(MACHINE, trial(1));
            database.append(fewer, trial(2));
            database.append(MACHINE, trial(3));
            Held here = new Held(MACHINE, KernelSource.GENERATOR, 2, 1);
            assertThat(database.held(List.of(WORKLOAD)))
                    .containsExactly(here, new Held(fewer, KernelSource.GENERATOR, 1, 1));
            assertThat(database.held()).hasSize(2);
            assertThat(database.held(List.of(Workload.parse("8x8x8_k3_s1_p1_nhwc")))).isEmpty();
            assertThat(here.usableOn(MACHINE)).isTrue();
            assertThat(here.usableOn(fewer)).isFalse();
        }
    }
}
