package org.lanewise.db.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server, which others use, too, and which may be lost: work that met either is
 * done again. All work may be done twice: trials have their identities before.
 */
final class ServerSession implements Session {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Together they wait for a minute, in which a server is started anew. */
    private static final int ATTEMPTS = 18;

    private final Place place;
    private @Nullable Handle handle;

    ServerSession(Place place) {
        this.place = place;
        this.handle = Connections.open(place, place.source());
    }

    @Override
    public <T> T inTransaction(Function<Handle, T> work) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                return handle().inTransaction(work::apply);
            } catch (JdbiException failed) {
                if (attempt == ATTEMPTS || !passes(failed)) {
                    throw failed;
                }
                drop();
                sleep(pause);
                pause = pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            }
        }
    }

    private Handle handle() {
        Handle open = handle;
        if (open == null) {
            open = Connections.connect(place.source());
            handle = open;
        }
        return open;
    }

    /**
     * Lost connections, servers that stop or start, two transactions in each other's way, and two
     * that add the same row, of which the second will find it.
     */
    private static boolean passes(Throwable failed) {
        return Stream.iterate(failed, thrown -> thrown != null, Throwable::getCause)
                .limit(10)
                .filter(SQLException.class::isInstance)
                .map(thrown -> String.valueOf(((SQLException) thrown).getSQLState()))
                .anyMatch(state ->
                        state.startsWith("08")
                                || state.startsWith("57P")
                                || state.startsWith("40")
                                || state.equals("23505"));
    }

    private void drop() {
        Handle open = handle;
        handle = null;
        if (open != null) {
            try {
                open.close();
            } catch (JdbiException gone) {
                System.getLogger(ServerSession.class.getName())
                        .log(System.Logger.Level.DEBUG, "A lost connection", gone);
            }
        }
    }

    private static void sleep(Duration pause) {
        try {
            // Nothing tells when a server is there again.
            Thread.sleep(pause);
        } catch (InterruptedException never) {
            // The thread of a database is its own, and nobody interrupts it.
            throw new IllegalStateException(never);
        }
    }

    @Override
    public void close() {
        Handle open = handle;
        if (open != null) {
            open.close();
        }
    }
}
