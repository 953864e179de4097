package org.lanewise.db.sql;

import javax.sql.DataSource;

/** Where a database is; as a text it is what messages call it. */
interface Place {
    /** Connections to it. */
    DataSource source();

    /** Where the steps of its schema are, on the class path: each system has its own SQL. */
    String migrations();
}
