package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.TuningDatabase;

/** Which files are taken for a database, and the one sentence that refuses the others. */
@Execution(ExecutionMode.CONCURRENT)
class OpeningTest {
    @TempDir Path folder;

    @Tag("slow")
    @Test
    void aSecondProcessIsRefusedUntilTheFirstIsDone() throws Exception {
        Path file = folder.resolve("shared");
        try (ChildJvm child = ChildJvm.start(file, "hold")) {
            assertThat(child.line()).isEqualTo("open");
            assertRefused(
                    file,
                    "The database %s.mv.db is in use by another Lanewise run;"
                            + " wait for it or choose another with --db.",
                    file);
            child.release();
            assertThat(child.exitCode()).isZero();
        }
        Databases.open(file).close();
    }

    @Tag("slow")
    @Test
    void nothingIsPrinted() throws Exception {
        try (ChildJvm child = ChildJvm.start(folder.resolve("quiet"), "write")) {
            assertThat(child.exitCode()).isZero();
            assertThat(child.lines()).isEmpty();
            assertThat(child.errors()).isEmpty();
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "dir/sub/a",
                "a b",
                "a.b",
                "\u00e4%20\u00f8",
                "a#b?c",
                "a'b\"c",
                "MiXed",
                "~",
                "$x"
            })
    void theFileIsMadeAtTheNameWithOneSuffix(String name) {
        Path file = folder.resolve(name);
        Path suffixed = folder.resolve(name + ".mv.db");
        try (TuningDatabase database = Databases.open(file)) {
            database.append(Fixtures.MACHINE, Fixtures.trial(1));
        }
        assertThat(suffixed).isRegularFile();
        try (TuningDatabase database = Databases.open(suffixed)) {
            assertThat(database.trialCount()).isEqualTo(1);
        }
        assertThat(siblings(suffixed)).containsExactly(suffixed);
    }

    @Test
    void aNameWithASemicolonIsRefusedForH2WouldReadSettingsFromIt() {
        assertRefused(
                folder.resolve("a;b"),
                "The database %s.mv.db has a semicolon in its name; choose another with --db.",
                folder.resolve("a;b"));
        assertThat(siblings(folder.resolve("x"))).isEmpty();
    }

    @Test
    void aFileOfSomethingElseIsRefusedAndLeftAsItIs() throws IOException {
        for (int size : new int[] {1, 100, 4096, 5000, 100_000}) {
            byte[] garbage = new byte[size];
            new Random(size).nextBytes(garbage);
            Path file = Files.write(folder.resolve("garbage" + size + ".mv.db"), garbage);
            assertRefused(
                    file,
                    "The file %s is damaged or not a Lanewise database; choose another with --db.",
                    file);
            assertThat(file).hasBinaryContent(garbage);
            assertThat(siblings(file)).containsExactly(file);
            Files.delete(file);
        }
    }

    @Test
    void aFolderInPlaceOfTheFileIsRefused() throws IOException {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        Path suffixed = Files.createDirectory(folder.resolve("suffixed.mv.db"));
        String sentence = "There is a folder at %s; name a database file in it with --db.";
        assertRefused(plain, sentence, plain);
        assertRefused(suffixed, sentence, suffixed);
        assertRefused(folder.resolve("suffixed"), sentence, suffixed);
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() throws IOException {
        Path blocked = Files.createFile(folder.resolve("file"));
        String sentence =
                "The folder %s cannot be made; choose another place for the database with --db.";
        assertRefused(blocked.resolve("db"), sentence, blocked);
        assertRefused(blocked.resolve("sub/db"), sentence, blocked.resolve("sub"));
    }

    private static void assertRefused(Path file, String sentence, Path named) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Databases.open(file).close())
                .withMessage(sentence, named)
                .matches(refusal -> refusal.getCause() != null, "keeps the cause");
    }

    private static Path[] siblings(Path file) {
        try (Stream<Path> all = Files.list(file.getParent())) {
            return all.toArray(Path[]::new);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
