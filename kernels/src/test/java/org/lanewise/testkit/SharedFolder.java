package org.lanewise.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Correctness vectors and shape lists of other projects. They lie beside this project, in a folder
 * {@code shared}, and are not copied into it; tests that need them are skipped where it is absent.
 */
public final class SharedFolder {
    private SharedFolder() {}

    /** The path to something in the folder; skips the calling test if it is not there. */
    public static Path require(String relative) {
        Optional<Path> found = find(relative);
        assumeTrue(
                found.isPresent(),
                () -> "skipped: no folder above this one holds shared/" + relative);
        return found.orElseThrow();
    }

    private static Optional<Path> find(String relative) {
        for (Path folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            Path candidate = folder.resolve("shared").resolve(relative);
            if (Files.exists(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
