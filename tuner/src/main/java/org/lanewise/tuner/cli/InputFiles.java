package org.lanewise.tuner.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out whether a file can be read by each of several JVMs. */
final class InputFiles {
    private InputFiles() {}

    /**
     * Refuses what is no file that can be read again and again.
     *
     * @throws UserError if there is none, or a folder or pipe in its place
     */
    static void requireRegular(Path file) {
        if (!Files.exists(file)) {
            throw new UserError(
                    "There is no file " + file + "; 'lanewise tune' names the one it writes.");
        }
        if (!Files.isRegularFile(file)) {
            throw new UserError(
                    file
                            + " is a folder, pipe or device; name a file, which is read several times.");
        }
    }
}
