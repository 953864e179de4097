package org.lanewise.db.sql;

import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Opens connections whose schema is up to date. */
final class Connections {
    private Connections() {}

    /** Opens a connection to a database, which the user knows by its name. */
    static Handle open(Place file, DataSource source) {
        Handle handle = connect(source);
        try {
            Schema.upgrade(file, source);
            return handle;
        } catch (RuntimeException refused) {
            close(handle, refused);
            throw refused;
        }
    }

    /** Opens a connection to a database whose schema was brought up to date before. */
    static Handle connect(DataSource source) {
        return Records.known(Jdbi.create(source)).open();
    }

    /**
     * Closes after a failure, which must not be hidden by another: H2 on a full disk cannot close
     * either.
     */
    private static void close(Handle handle, RuntimeException reason) {
        try {
            handle.close();
        } catch (RuntimeException second) {
            reason.addSuppressed(second);
        }
    }
}
