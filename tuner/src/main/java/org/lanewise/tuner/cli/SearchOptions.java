package org.lanewise.tuner.cli;

import org.lanewise.tuner.search.Strategies;
import org.lanewise.tuner.search.Strategy;
import picocli.CommandLine.Option;

/** How to search. */
final class SearchOptions {
    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            description =
                    "model (default), argmax, late-acceptance, restarts, annealing, genetic, random or"
                            + " exhaustive.")
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
