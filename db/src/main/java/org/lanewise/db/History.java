package org.lanewise.db;

import java.util.List;
import java.util.function.Consumer;

/**
 * All that a database holds, whatever machine, generator or suite it belongs to: what is exported,
 * imported, merged and looked after. Adding facts in any order, any number of times, comes to the
 * same.
 *
 * <p>Thread-safe. Every method throws a {@link DatabaseException} when the database cannot be read
 * or written.
 */
public interface History {
    /**
     * Gives all facts: trials in the order of their stamps, then results, then limits.
     *
     * @param reader called in the database's thread; must not use this database
     */
    void read(Consumer<Fact> reader);

    /**
     * Reads all rows and tells those that are not what they should be, a sentence each; what is
     * right is given to the reader, as by {@link #read}. Where one result or one machine's limits
     * cannot be read, none of that kind is.
     *
     * @param bad called in the database's thread; must not use this database
     */
    void check(Consumer<Fact> reader, Consumer<String> bad);

    /**
     * Adds what is not there yet, all of it or, on a failure, nothing.
     *
     * @return how many of them were news
     */
    int add(List<Fact> facts);

    /**
     * Removes trials that no search uses any more, because another generator made their kernels,
     * and machines of which nothing is left.
     *
     * @return how many trials
     */
    int prune();
}
