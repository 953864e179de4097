package org.lanewise.db;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How a run was asked for, and what it spent its search's time on. Immutable.
 *
 * @param run which run
 * @param asked how it was asked for; empty where that was not told
 * @param parts in the order of a trial; together they are the time
 */
public record RunTime(UUID run, Optional<Asked> asked, List<Part> parts) {
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
