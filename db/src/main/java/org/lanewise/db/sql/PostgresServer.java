package org.lanewise.db.sql;

import java.util.Optional;
import javax.sql.DataSource;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.Shown;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database on a PostgreSQL server.
 *
 * @param url such as {@code jdbc:postgresql://host/lanewise}, without a password
 */
record PostgresServer(String url) implements Place {
    private static final String PREFIX = "jdbc:postgresql:";

    /** Whether a name of a database is one on a server. */
    static boolean named(String name) {
        return name.startsWith(PREFIX);
    }

    /**
     * The server of an URL.
     *
     * @throws DatabaseException if there is a password in it, which lists of processes would show,
     *     or if the driver cannot read it
     */
    static PostgresServer of(String url) {
        if (Shown.hasPassword(url)) {
            throw new DatabaseException(
                    "The URL of the database has a password in it, which others could read; put it into PGPASSWORD, or into"
                            + " the file that PGPASSFILE names.",
                    new IllegalArgumentException("password"));
        }
        try {
            new PGSimpleDataSource().setUrl(url);
        } catch (IllegalArgumentException unreadable) {
            throw new DatabaseException(
                    "The URL of the database, "
                            + Shown.without(url)
                            + ", cannot be read; it looks like jdbc:postgresql://host/lanewise.",
                    unreadable);
        }
        return new PostgresServer(url);
    }

    @Override
    public String migrations() {
        return "org/lanewise/db/postgresql";
    }

    /** The driver reads PGPASSFILE by itself. */
    @Override
    public DataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        environment("PGUSER").filter(user -> source.getUser() == null).ifPresent(source::setUser);
        environment("PGPASSWORD").ifPresent(source::setPassword);
        source.setApplicationName("lanewise");
        return source;
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }

    @Override
    public String toString() {
        return Shown.without(url);
    }
}
