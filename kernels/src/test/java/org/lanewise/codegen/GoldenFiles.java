package org.lanewise.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Generated sources that are kept in the repository, so that a change of the generator is seen. */
final class GoldenFiles {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    private GoldenFiles() {}

    /** Compares with the file of this name and the ending {@code .txt}, or writes it. */
    static void expect(String file, String text) {
        Path golden = FOLDER.resolve(file + ".txt");
        try {
            if (UPDATE) {
                Files.createDirectories(FOLDER);
                Files.writeString(golden, text);
            }
            assertThat(golden).as("refresh it with -Dgolden.update=true").isRegularFile();
            assertThat(text)
                    .as(
                            "%s is not what is generated now; if the change is meant, count"
                                    + " KernelSource.GENERATOR up, so that trials of the old code are"
                                    + " no longer used, and refresh all of them with: mvn test -pl"
                                    + " kernels -Dtest=GoldenKernelTest -Dgolden.update=true",
                            golden)
                    .isEqualTo(Files.readString(golden));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Names of all files there are. */
    static Set<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.txt$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
