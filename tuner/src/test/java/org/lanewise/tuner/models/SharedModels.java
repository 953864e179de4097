package org.lanewise.tuner.models;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Networks of other projects, in a folder {@code shared/models} beside or above this project. */
public final class SharedModels {
    public static final String BLAZE_FACE = "face_detection_front_128x128_barracuda.onnx";
    public static final String M_LSD = "mlsd_320x320_tiny.onnx";

    private SharedModels() {}

    /** A model's file; skips the calling test where it is not there. */
    public static Path require(String name) {
        return find("models/" + name);
    }

    /** Anything in the folder {@code shared}; skips the calling test where it is not there. */
    public static Path find(String path) {
        Optional<Path> found = search(path);
        assumeTrue(found.isPresent(), () -> "no folder above this one holds shared/" + path);
        return found.orElseThrow();
    }

    /** The same, if it is there. */
    static Optional<Path> search(String path) {
        return Stream.iterate(
                        Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared").resolve(path))
                .filter(Files::exists)
                .findFirst();
    }
}
