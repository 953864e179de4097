package org.lanewise.db.sql;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.TuningDatabase;

/** Opens tuning databases. */
public final class Databases {
    private Databases() {}

    /**
     * The file that a name means.
     *
     * @param name with or without the suffix {@code .mv.db}
     * @return with it
     * @throws DatabaseException if it is an URL
     */
    public static Path file(Path name) {
        return DatabaseFile.suffixed(name);
    }

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
        return SqlTuningDatabase.open(DatabaseFile.of(file));
    }

    /** Whether a name is the URL of a database on a server, not a file. */
    public static boolean isServer(String name) {
        return PostgresServer.named(name);
    }

    /**
     * Opens the database on a PostgreSQL server, and makes its tables if there are none. Any number
     * of processes may have it open.
     *
     * @param url such as {@code jdbc:postgresql://host/lanewise}; the password comes from the
     *     environment, {@code PGPASSWORD} or {@code PGPASSFILE}
     * @throws DatabaseException if it cannot be reached or understood, or was written by a newer
     *     Lanewise; the message says which
     */
    public static TuningDatabase open(String url) {
        return SqlTuningDatabase.open(PostgresServer.of(url));
    }

    /**
     * Connections to such a database, for what else stands in it.
     *
     * @throws DatabaseException as {@link #open(String)} does
     */
    public static DataSource source(String url) {
        return PostgresServer.of(url).source();
    }

    /**
     * Opens what the database in a file holds at this moment, for reading alone. The file stays as
     * it is, whatever its schema; another process may have it open and go on writing. This JVM may
     * not: where a process closes a file that it has open twice, the system takes all its locks
     * away.
     *
     * @param file the database file, with or without its suffix {@code .mv.db}
     * @throws DatabaseException if there is no such file, if it was written by a newer Lanewise, or
     *     if it cannot be read or understood; the message says which, and what to do
     */
    public static TuningDatabase read(Path file) {
        return SqlTuningDatabase.read(DatabaseFile.of(file));
    }

    /**
     * Makes the file of a database as small as what it holds.
     *
     * @param file the database file, with or without its suffix {@code .mv.db}
     * @throws DatabaseException if there is no such file, or as {@link #open} does
     */
    public static void compact(Path file) {
        DatabaseFile database = DatabaseFile.of(file);
        database.requireExisting();
        SqlTuningDatabase.compact(database);
    }
}
