package org.lanewise.db.h2;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.lanewise.db.DatabaseException;

/**
 * The file of a database.
 *
 * @param path the file as the user named it, suffix included
 */
record DatabaseFile(Path path) {
    private static final String SUFFIX = ".mv.db";

    /** Ends the file name in an URL of H2: settings follow. */
    private static final String SEPARATOR = ";";

    /**
     * What H2 must do differently.
     *
     * <ul>
     *   <li>{@code WRITE_DELAY=0}: write at each commit, not up to half a second later.
     *   <li>{@code DB_CLOSE_ON_EXIT=FALSE}: a trial that ends while the JVM shuts down is still
     *       recorded.
     *   <li>{@code TRACE_LEVEL_FILE=0}: put no {@code .trace.db} beside the database.
     * </ul>
     */
    private static final String SETTINGS =
            ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";

    /**
     * The file that a user means.
     *
     * @throws DatabaseException if the name is a folder's or cannot be a database's
     */
    static DatabaseFile of(Path named) {
        String name = named.toString();
        Path path = name.endsWith(SUFFIX) ? named : Path.of(name + SUFFIX);
        refuseFolder(named);
        refuseFolder(path);
        if (name.contains(SEPARATOR)) {
            throw new DatabaseException(
                    "The database "
                            + path
                            + " has a semicolon in its name; choose another with --db.",
                    new FileSystemException(name));
        }
        return new DatabaseFile(path);
    }

    private static void refuseFolder(Path path) {
        if (Files.isDirectory(path)) {
            throw new DatabaseException(
                    "There is a folder at " + path + "; name a database file in it with --db.",
                    new FileSystemException(path.toString()));
        }
    }

    /**
     * Makes the folders above the file.
     *
     * @throws DatabaseException if they cannot be made or the file cannot be written
     */
    void prepare() {
        Path folder = requireNonNull(path.toAbsolutePath().getParent());
        try {
            Files.createDirectories(folder);
        } catch (IOException refused) {
            throw new DatabaseException(
                    "The folder "
                            + folder
                            + " cannot be made; choose another place for the database with --db.",
                    refused);
        }
        // H2 opens a write-protected file without a word, and the first trial would fail after its
        // measurement.
        if (!Files.isWritable(Files.exists(path) ? path : folder)) {
            throw new DatabaseException(
                    "The database "
                            + path
                            + " cannot be written; change its permissions or choose another with --db.",
                    new AccessDeniedException(path.toString()));
        }
    }

    /** Connections to this file. */
    DataSource source() {
        String file = path.toAbsolutePath().toString();
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(
                "jdbc:h2:file:" + file.substring(0, file.length() - SUFFIX.length()) + SETTINGS);
        return source;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
