package org.lanewise.tuner.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.lanewise.db.sql.Databases;

/** A PostgreSQL server. What it has acknowledged survives the kill of its processes. */
public final class FleetServer implements AutoCloseable {
    private static final FleetServer SHARED = new FleetServer();
    private static final long MOST_SECONDS = 60;
    private static final int PAUSE_MS = 50;

    private final EmbeddedPostgres server = start();

    /** The one that tests share. */
    public static FleetServer shared() {
        return SHARED;
    }

    /** The URL of a new database on it. */
    public static String database(String name) throws SQLException {
        return SHARED.create(name);
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("synchronous_commit", "on")
                    // No disk loses its power here.
                    .setServerConfig("fsync", "off")
                    .start();
        } catch (IOException unable) {
            throw new AssertionError(unable);
        }
    }

    /** The URL of a new database. */
    public String create(String name) throws SQLException {
        sql("CREATE DATABASE " + name);
        String url =
                "jdbc:postgresql://localhost:" + server.getPort() + "/" + name + "?user=postgres";
        Databases.open(url).close();
        return url;
    }

    /** Ends all connections to a database, as a network does that fails. */
    public void cut(String name) throws SQLException {
        sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                        + name
                        + "'");
    }

    /**
     * Kills one process of the server, which then ends all others, since memory that they share may
     * be damaged, and begins anew from its log; waits until it is there again.
     */
    public void crash() throws SQLException, InterruptedException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet own = statement.executeQuery("SELECT pg_backend_pid()")) {
            assertThat(own.next()).isTrue();
            ProcessHandle process = ProcessHandle.of(own.getLong(1)).orElseThrow();
            assertThat(process.destroyForcibly()).isTrue();
            process.onExit().orTimeout(MOST_SECONDS, TimeUnit.SECONDS).join();
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (!isThere()) {
            assertThat(System.nanoTime()).as("the server begins anew").isLessThan(end);
            // It tells nobody when it takes connections again.
            Thread.sleep(PAUSE_MS);
        }
    }

    private boolean isThere() {
        try {
            sql("SELECT 1");
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void sql(String text) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
