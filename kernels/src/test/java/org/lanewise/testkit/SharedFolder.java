package org.lanewise.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Correctness vectors and shape lists of other projects. They lie beside this project, in a folder
 * {@code shared}, and are not copied into it; tests that need them are skipped where it is absent.
 */
public final class SharedFolder {
    private SharedFolder() {}

    /** The path to something in the folder; skips the calling test if it is not there. */
    public static Path require(String relative) {
        Optional<Path> found = find(relative);
        assumeTrue(found.isPresent(), () -> "no folder above this one holds shared/" + relative);
        return found.orElseThrow();
    }

    /**
     * The tests that something in the folder gives; where it is not there, one that is skipped. A
     * factory that gives none would be passed over without a word.
     */
    public static Stream<DynamicTest> tests(
            String relative, Function<Path, Stream<DynamicTest>> tests) {
        return find(relative)
                .map(tests)
                .orElseGet(() ->
                        Stream.of(
                                DynamicTest.dynamicTest(
                                        "shared/" + relative, () -> require(relative))));
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
