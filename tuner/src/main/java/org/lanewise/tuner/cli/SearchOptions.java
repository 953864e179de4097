package org.lanewise.tuner.cli;

import java.util.Iterator;
import org.lanewise.tuner.search.Strategies;
import org.lanewise.tuner.search.Strategy;
import picocli.CommandLine.Option;

/** How to search. */
final class SearchOptions {
    /** What help lists. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Strategies.names().iterator();
        }
    }

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String strategy = Strategies.names().getFirst();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the search (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    /** The named strategy. */
    Strategy strategy() {
        return TableOptions.strategy(strategy);
    }

    long seed() {
        return seed;
    }
}
