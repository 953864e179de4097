package org.lanewise.db.sql;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server, which others use, too, and which may be lost: work that met either is
 * done again, unless it {@linkplain #once hands out} what it reads. Other work may be done twice:
 * trials have their identities before.
 */
final class ServerSession implements Session {
    private final Place place;
    private @Nullable Handle handle;

    ServerSession(Place place) {
        this.place = place;
        this.handle = Patience.opening(() -> Connections.open(place, place.source()));
    }

    @Override
    public <T> T inTransaction(Function<Handle, T> work) {
        return Patience.with(() -> handle().inTransaction(work::apply), this::drop);
    }

    @Override
    public <T> T once(Function<Handle, T> work) {
        try {
            // A connection that was lost before is no reason to fail.
            inTransaction(sql -> sql.execute("SELECT 1"));
            return handle().inTransaction(work::apply);
        } catch (JdbiException failed) {
            drop();
            throw failed;
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

    @Override
    public void close() {
        Handle open = handle;
        if (open != null) {
            open.close();
        }
    }
}
