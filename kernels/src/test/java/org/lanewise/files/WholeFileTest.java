package org.lanewise.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir private Path folder;

    @Test
    void foldersAreMadeAndAnEarlierFileIsReplaced() throws IOException {
        Path file = folder.resolve("a/b/file");
        WholeFile.write(file, "a longer text that was there before");
        WholeFile.write(file, "\u00e4");
        assertThat(file).hasBinaryContent(new byte[] {(byte) 0xC3, (byte) 0xA4});
        assertThat(all(folder.resolve("a/b"))).containsExactly(file);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void othersMayReadItAsAnyFileThatIsMadeHere() throws IOException {
        Path plain = Files.createFile(folder.resolve("plain"));
        Path file = folder.resolve("file");
        WholeFile.write(file, "x");
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkIsFollowedAndStays() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
        WholeFile.write(link, "after");
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("after");
    }

    @Test
    void aFolderIsNotReplaced() throws IOException {
        Path occupied = Files.createDirectory(folder.resolve("occupied"));
        assertRefused(occupied, occupied + " is a folder; name a file.");
        Path root = occupied.getRoot();
        assertRefused(root, root + " is a folder; name a file.");
        assertThat(all(folder)).containsExactly(occupied);
    }

    @Test
    void aFileInPlaceOfAFolderIsNamed() throws IOException {
        Path between = Files.createFile(folder.resolve("between"));
        Path file = between.resolve("file");
        assertRefused(
                file,
                file + " cannot be written: " + between + " is no folder; choose another place.");
        assertThat(all(folder)).containsExactly(between);
    }

    @Test
    void aNameThatNoFileCanHaveLeavesNothingBehind() throws IOException {
        Path file = folder.resolve("x".repeat(300));
        assertThatIOException()
                .isThrownBy(() -> WholeFile.write(file, "x"))
                .withMessageMatching(".*xxx cannot be written: .+; choose another place\\.");
        assertThat(all(folder)).isEmpty();
    }

    /** Not even the superuser may write there. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderThatMayNotBeWrittenIsRefusedInASentence() {
        assertThatIOException()
                .isThrownBy(() -> WholeFile.write(Path.of("/sys/lanewise"), "x"))
                .withMessageMatching(
                        "/sys/lanewise cannot be written: (permission is denied|Read-only file system);"
                                + " choose another place\\.");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceIsWrittenToAndStaysADevice() throws IOException {
        WholeFile.write(Path.of("/dev/null"), "x");
        assertRefused(
                Path.of("/dev/full"),
                "/dev/full cannot be written: No space left on device; choose another place.");
        assertThat(Path.of("/dev/null")).satisfies(WholeFileTest::isNoRegularFile);
        assertThat(Path.of("/dev/full")).satisfies(WholeFileTest::isNoRegularFile);
    }

    /** The disk's stand-in is a limit on the size of files, which lets a part of it be written. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatOnlyHalfFitsOnTheDiskLeavesTheEarlierFileAndNothingElse() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "before");
        Process child =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "ulimit -f 64 && exec \"$@\"",
                                "sh",
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:-UsePerfData",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Large.class.getName(),
                                file.toString())
                        .redirectErrorStream(true)
                        .start();
        assertThat(child.inputReader().readAllLines())
                .containsExactly(
                        file + " cannot be written: File too large; choose another place.");
        assertThat(child.waitFor()).isZero();
        assertThat(file).hasContent("before");
        assertThat(all(folder)).containsExactly(file);
    }

    /** Writes a megabyte and prints why it could not. */
    static final class Large {
        private Large() {}

        public static void main(String[] arguments) {
            try {
                WholeFile.write(Path.of(arguments[0]), new byte[1 << 20]);
            } catch (IOException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }

    @Test
    void readersAndWritersAtTheSameTimeNeverSeeAPart() throws Exception {
        Path file = folder.resolve("file");
        List<String> texts = IntStream.range(0, 8).mapToObj(i -> ("" + i).repeat(99_999)).toList();
        WholeFile.write(file, texts.getFirst());
        try (ExecutorService threads = Executors.newFixedThreadPool(texts.size())) {
            List<Future<String>> writing =
                    texts.stream().map(text -> threads.submit(() -> written(file, text))).toList();
            while (!writing.stream().allMatch(Future::isDone)) {
                assertThat(texts).contains(Files.readString(file));
            }
            for (Future<String> each : writing) {
                assertThat(texts).contains(each.get());
            }
        }
        assertThat(all(folder)).containsExactly(file);
    }

    private static String written(Path file, String text) throws IOException {
        WholeFile.write(file, text);
        return text;
    }

    private static void assertRefused(Path file, String sentence) {
        assertThatIOException().isThrownBy(() -> WholeFile.write(file, "x")).withMessage(sentence);
    }

    private static void isNoRegularFile(Path file) {
        assertThat(Files.isRegularFile(file)).isFalse();
    }

    private static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
