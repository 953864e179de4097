package org.lanewise.db.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lanewise.db.TuningDatabase;

/** Made once as users make theirs, and copied for tests that are not about the making. */
final class EmptyDatabase {
    private static final byte[] CONTENT = made();

    private EmptyDatabase() {}

    private static byte[] made() {
        try {
            Path folder = Files.createTempDirectory("empty");
            Path file = Databases.file(folder.resolve("empty"));
            Databases.open(file).close();
            byte[] content = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(folder);
            return content;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Opens the database in a file, which is an empty one if there is none. */
    static TuningDatabase open(Path name) {
        Path file = Databases.file(name);
        try {
            if (!Files.exists(file)) {
                Files.write(file, CONTENT);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Databases.open(file);
    }
}
