package org.lanewise.db.h2;

import java.nio.file.Path;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.TuningDatabase;

/** Opens tuning databases. */
public final class Databases {
    private Databases() {}

    /**
     * Opens the database in a file, and makes the file and its folders if there is none. A database
     * of an older schema is upgraded in place. The caller closes it; until then no other process
     * can open it.
     *
     * @param file the database file, with or without its suffix {@code .mv.db}
     * @throws DatabaseException if another process uses the database, if it was written by a newer
     *     Lanewise, or if the file cannot be read, written or understood; the message says which,
     *     and what to do
     */
    public static TuningDatabase open(Path file) {
        return H2TuningDatabase.open(DatabaseFile.of(file));
    }
}
