package org.lanewise.tuner.fleet;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.lanewise.db.sql.Databases;

/** A PostgreSQL server that tests share. */
public final class FleetServer {
    private static final EmbeddedPostgres SERVER = start();

    private FleetServer() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException unable) {
            throw new AssertionError(unable);
        }
    }

    /** The URL of a new database. */
    public static String database(String name) throws SQLException {
        sql("CREATE DATABASE " + name);
        String url =
                "jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name + "?user=postgres";
        Databases.open(url).close();
        return url;
    }

    /** Ends all connections to a database, as a network does that fails. */
    public static void cut(String name) throws SQLException {
        sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                        + name
                        + "'");
    }

    private static void sql(String text) throws SQLException {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
