package org.lanewise.db.sql;

import org.lanewise.db.Fact;

/** Which of two facts of one place counts, whichever came first to this database. */
final class Newer {
    private Newer() {}

    /** Whether the second counts more; stamps of two databases may be equal, the facts not. */
    static boolean than(Fact held, Fact other) {
        return held.stamp() == other.stamp()
                ? held.toString().compareTo(other.toString()) < 0
                : held.stamp() < other.stamp();
    }
}
