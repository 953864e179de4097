package org.lanewise.db;

import java.util.List;
import java.util.UUID;

/**
 * What a run spent its search's time on. Immutable.
 *
 * @param run which run
 * @param parts in the order of a trial; together they are the time
 */
public record RunTime(UUID run, List<Part> parts) {
    /**
     * A part of the time.
     *
     * @param name what was done, in a word or two
     * @param seconds how long
     */
    public record Part(String name, double seconds) {}

    /** Keeps an unmodifiable copy. */
    public RunTime {
        parts = List.copyOf(parts);
    }
}
