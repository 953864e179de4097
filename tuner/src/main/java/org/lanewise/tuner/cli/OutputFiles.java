package org.lanewise.tuner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out before the work whether its results can be written after it. */
final class OutputFiles {
    private OutputFiles() {}

    /**
     * Makes the file's folder where it is missing.
     *
     * @param option what the user may choose another place with
     * @return the file
     * @throws UserError if the file cannot be written
     */
    static Path requireWritable(Path file, String option) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new UserError(
                    "The result cannot be written to "
                            + file
                            + ", which is a folder; choose another with "
                            + option
                            + ".");
        }
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "lanewise", ".part"));
        } catch (IOException denied) {
            throw new UserError(
                    "The folder "
                            + folder
                            + " cannot be written; choose another with "
                            + option
                            + ".",
                    denied);
        }
        return file;
    }
}
