package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.db.Fact;
import org.lanewise.db.Outcome;
import org.lanewise.db.TuningDatabase;

/** How a file grows and gets smaller. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class FileSessionTest {
    /** H2's headers, which name the last chunk, and are there twice. */
    private static final int HEADERS = 2 * 4096;

    private static final int TRIALS = 12;

    @TempDir Path folder;

    /** What a process that is killed leaves must not depend on what it had begun to overwrite. */
    @Test
    void whatAFileHoldsIsNotOverwritten() throws IOException {
        DatabaseFile file = DatabaseFile.of(folder.resolve("t"));
        try (Handle sql = Connections.open(file, file.source())) {
            // Otherwise H2 waits for most of a minute before it takes a gap for one.
            sql.execute("SET RETENTION_TIME 0");
            append(sql);
            byte[] before = Files.readAllBytes(file.path());
            append(sql);
            byte[] after = Files.readAllBytes(file.path());
            assertThat(after.length).isGreaterThan(before.length);
            assertThat(Arrays.copyOfRange(after, HEADERS, before.length))
                    .isEqualTo(Arrays.copyOfRange(before, HEADERS, before.length));
        }
    }

    private static void append(Handle sql) {
        for (long seed = 0; seed < TRIALS; seed++) {
            long number = seed;
            sql.inTransaction(transaction ->
                    TrialTable.append(
                            transaction,
                            UUID.randomUUID(),
                            Fixtures.MACHINE,
                            Optional.empty(),
                            Fixtures.trial(number)));
        }
    }

    @Test
    void whatAFileDoesNotNeedAnyMoreIsGivenBackWhenItIsClosed() throws IOException {
        Path file = folder.resolve("t.mv.db");
        Databases.open(file).close();
        // Not what this user's files have by themselves.
        Set<PosixFilePermission> shared = PosixFilePermissions.fromString("rw-rw-rw-");
        Files.setPosixFilePermissions(file, shared);
        try (TuningDatabase database = Databases.open(file)) {
            database.history().add(longOnesOfAnotherGenerator());
            assertThat(database.history().prune()).isEqualTo(TRIALS);
            database.append(Fixtures.MACHINE, Fixtures.trial(1));
            assertThat(Files.size(file)).isGreaterThan(TRIALS * 1_000_000L);
        }
        assertThat(Files.size(file)).isLessThan(1_000_000);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(shared);
        try (TuningDatabase database = Databases.open(file)) {
            assertThat(database.trialCount()).isEqualTo(1);
        }
    }

    private static List<Fact> longOnesOfAnotherGenerator() {
        String words = "x".repeat(1_000_000);
        return IntStream.range(0, TRIALS)
                .<Fact>mapToObj(number ->
                        new Fact.OfTrial(
                                UUID.randomUUID(),
                                1 + number,
                                Fixtures.MACHINE,
                                1,
                                Optional.empty(),
                                Fixtures.trial(
                                        number, new Outcome.WorkerDied(words), Fixtures.NOON)))
                .toList();
    }
}
