package org.lanewise.db;

import java.util.List;

/**
 * How a run was asked for. Records are shown to others, so that whoever a database is opened as is
 * left out of its URL: neither user nor password is ever part of this. Immutable.
 *
 * @param words the command and its arguments as they were typed
 * @param budget what it might cost, as {@code --budget} says it; empty where its command has none
 */
public record Asked(List<String> words, String budget) {
    /** Keeps an unmodifiable copy, without who databases are opened as. */
    public Asked {
        words = words.stream().map(Shown::without).toList();
    }
}
