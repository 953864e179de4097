package org.lanewise.db.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * The connection to a file that is written. The file only grows meanwhile; what it does not need is
 * given back when this is closed, if that is much.
 */
final class FileSession implements Session {
    /** Less is not worth writing a file anew, bytes. */
    private static final long LITTLE = 8L << 20;

    private static final double PERCENT = 0.01;

    /**
     * How much H2 has written, the share of it that is in use, and the share of that that counts.
     */
    private static final String USE =
            """
            SELECT setting_name, setting_value FROM information_schema.settings
            WHERE setting_name IN ('info.FILE_SIZE', 'info.FILL_RATE', 'info.CHUNKS_FILL_RATE')
            """;

    private final DatabaseFile file;
    private final Handle handle;
    private final Session session;

    FileSession(DatabaseFile file) {
        this.file = file;
        this.handle = Connections.open(file, file.source());
        this.session = Session.of(handle);
    }

    @Override
    public <T> T inTransaction(Function<Handle, T> work) {
        return session.inTransaction(work);
    }

    @Override
    public <T> T once(Function<Handle, T> work) {
        return session.once(work);
    }

    @Override
    public void close() {
        try (session) {
            if (isWasteful()) {
                compact();
            }
        }
    }

    /** As its last user, which closes the file with all that is open of it. */
    private void compact() {
        try (Connection last = file.source().getConnection()) {
            session.close();
            compact(file, last);
        } catch (SQLException | IOException unable) {
            // As with a full disk: nothing is lost, and the file stays as large as it is.
            System.getLogger(FileSession.class.getName())
                    .log(System.Logger.Level.DEBUG, "Not compacted", unable);
        }
    }

    /**
     * Writes a file anew and closes it; this must be its only connection. Whoever shares the file
     * by its group or its mode still does.
     */
    static void compact(DatabaseFile file, Connection last) throws SQLException, IOException {
        Optional<PosixFileAttributeView> access =
                Optional.ofNullable(
                        Files.getFileAttributeView(file.path(), PosixFileAttributeView.class));
        if (access.isEmpty()) {
            compact(last);
            return;
        }
        PosixFileAttributes before = access.get().readAttributes();
        compact(last);
        access.get().setGroup(before.group());
        access.get().setPermissions(before.permissions());
    }

    private static void compact(Connection last) throws SQLException {
        try (Statement sql = last.createStatement()) {
            sql.execute("SHUTDOWN COMPACT");
        }
    }

    private boolean isWasteful() {
        try {
            Map<String, Long> use =
                    handle.createQuery(USE)
                            .reduceRows(
                                    new HashMap<>(),
                                    (all, row) -> {
                                        all.put(
                                                row.getColumn("setting_name", String.class),
                                                row.getColumn("setting_value", Long.class));
                                        return all;
                                    });
            long size = use.getOrDefault("info.FILE_SIZE", 0L);
            double needed =
                    size
                            * (PERCENT * use.getOrDefault("info.FILL_RATE", 100L))
                            * (PERCENT * use.getOrDefault("info.CHUNKS_FILL_RATE", 100L));
            return size - needed > Math.max(LITTLE, needed);
        } catch (JdbiException broken) {
            // What made it unusable was told before; it is only to be closed.
            return false;
        }
    }
}
