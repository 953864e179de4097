package org.lanewise.db.sql;

import static java.util.Objects.requireNonNull;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.Shown;

/**
 * The file of a database.
 *
 * @param path the file as the user named it, suffix included
 */
record DatabaseFile(Path path) implements Place {
    static final String SUFFIX = ".mv.db";

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
     *   <li>{@code REUSE_SPACE=FALSE}: append, and overwrite nothing. Where it fills gaps, H2 may
     *       take an older state for the last one when it opens what a second killed process left:
     *       of 90 processes that were killed one after the other, 18 lost what was committed.
     * </ul>
     */
    private static final String SETTINGS =
            ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;REUSE_SPACE=FALSE";

    /**
     * The file that a user means.
     *
     * @throws DatabaseException if the name is a folder's or cannot be a database's
     */
    static DatabaseFile of(Path named) {
        String name = named.toString();
        Path path = suffixed(named);
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

    /**
     * The file's name, whether the user typed its suffix or not.
     *
     * @throws DatabaseException if it is an URL, which may have a password in it
     */
    static Path suffixed(Path named) {
        refuseUrl(named);
        return named.toString().endsWith(SUFFIX) ? named : Path.of(named + SUFFIX);
    }

    private static void refuseUrl(Path named) {
        if (Shown.isUrl(named.toString())) {
            throw new DatabaseException(
                    "What is named is neither a file nor a database this can use; write a file's name, or an URL that"
                            + " begins with jdbc:postgresql:// where databases on servers are taken.",
                    new FileSystemException("an URL"));
        }
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
     * @return whether there is no such file yet
     * @throws DatabaseException if they cannot be made, if the file cannot be written or if its end
     *     is missing
     */
    boolean prepare() {
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
        boolean exists = Files.exists(path);
        // H2 opens a write-protected file without a word, and the first trial would fail after its
        // measurement.
        if (!Files.isWritable(exists ? path : folder)) {
            throw new DatabaseException(
                    "The database "
                            + path
                            + " cannot be written; change its permissions or choose another with --db.",
                    new AccessDeniedException(path.toString()));
        }
        if (exists) {
            requireItsEnd();
        }
        return !exists;
    }

    /**
     * For reading.
     *
     * @throws DatabaseException if there is no such file, or if its end is missing
     */
    void requireExisting() {
        if (!Files.exists(path)) {
            throw new DatabaseException(
                    "There is no database "
                            + path
                            + "; 'lanewise tune' makes it, or choose another with --db.",
                    new NoSuchFileException(path.toString()));
        }
        requireItsEnd();
    }

    /** Of a file that was cut H2 reads what is left, and says nothing of what is gone. */
    private void requireItsEnd() {
        if (isCut()) {
            throw new DatabaseException(
                    "The file "
                            + path
                            + " is damaged: its end is missing; put a whole copy in its place or"
                            + " choose another with --db.",
                    new EOFException(path.toString()));
        }
    }

    private boolean isCut() {
        try {
            return FileEnd.isMissing(path);
        } catch (IOException refused) {
            throw new DatabaseException(
                    "The database "
                            + path
                            + " cannot be read; change its permissions or choose another with --db.",
                    refused);
        }
    }

    /** Removes a file that was to become a database and did not. */
    void discard(DatabaseException reason) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException stays) {
            reason.addSuppressed(stays);
        }
    }

    @Override
    public String migrations() {
        return "org/lanewise/db/migration";
    }

    @Override
    public DataSource source() {
        String file = path.toAbsolutePath().toString();
        return source("file:" + file.substring(0, file.length() - SUFFIX.length()));
    }

    /** Connections to a database of H2. */
    static DataSource source(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + name + SETTINGS);
        return source;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
