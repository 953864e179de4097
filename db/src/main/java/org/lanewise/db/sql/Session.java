package org.lanewise.db.sql;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** The connection to a database, used by one thread. */
interface Session extends AutoCloseable {
    /** Does work as one transaction. */
    <T> T inTransaction(Function<Handle, T> work);

    /**
     * The same for work that hands out what it reads: it is begun once, for nobody must be given a
     * thing twice.
     */
    <T> T once(Function<Handle, T> work);

    @Override
    void close();

    /** A connection that lives as long as the database is open. */
    static Session of(Handle handle) {
        return new Session() {
            @Override
            public <T> T inTransaction(Function<Handle, T> work) {
                return handle.inTransaction(work::apply);
            }

            @Override
            public <T> T once(Function<Handle, T> work) {
                return inTransaction(work);
            }

            @Override
            public void close() {
                handle.close();
            }
        };
    }
}
