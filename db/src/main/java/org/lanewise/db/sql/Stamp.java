package org.lanewise.db.sql;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Stamps, which only ever grow: see {@link org.lanewise.db.Fact#stamp}. */
final class Stamp {
    private static final long SECOND = 1_000_000_000;

    private Stamp() {}

    /**
     * One for what is recorded now.
     *
     * @param newest asks for the newest in a table, null in an empty one
     */
    static long next(Handle sql, String newest) {
        long last = sql.createQuery(newest).mapTo(Long.class).findOne().orElse(0L);
        Instant now = Instant.now();
        return Math.max(now.getEpochSecond() * SECOND + now.getNano(), last + 1);
    }

    /** The time it was made of. */
    static Instant time(long stamp) {
        return Instant.ofEpochSecond(0, stamp);
    }
}
