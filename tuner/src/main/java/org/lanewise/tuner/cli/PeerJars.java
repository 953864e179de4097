package org.lanewise.tuner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The jars of the build profile {@code peers}, which are on no class path but that of its JVMs. */
final class PeerJars {
    /** Names the folder; {@code bin/lanewise} sets it. */
    static final String PROPERTY = "lanewise.peers";

    private static final String REMEDY =
            "Peers are compared with libraries that the default build leaves out; start 'tuner/bin/lanewise peers',"
                    + " which builds them in, or build with 'mvn -Ppeers package' and set -D"
                    + PROPERTY
                    + "=tuner/target/peers-lib.";

    private PeerJars() {}

    /**
     * The jars in a folder.
     *
     * @param folder value of {@link #PROPERTY}
     * @throws UserError if there are none
     */
    static List<String> in(@Nullable String folder) throws IOException {
        if (folder == null || !Files.isDirectory(Path.of(folder))) {
            throw new UserError(REMEDY);
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            List<String> jars =
                    files.map(Path::toString)
                            .filter(file -> file.endsWith(".jar"))
                            .sorted()
                            .toList();
            if (jars.isEmpty()) {
                throw new UserError(REMEDY);
            }
            return jars;
        }
    }
}
