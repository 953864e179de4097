package org.lanewise.tuner.search;

import java.util.List;
import org.lanewise.tuner.search.optaplanner.PoolSearch;

/** Finds strategies by name. */
public final class Strategies {
    private static final List<Strategy> ALL =
            List.of(
                    new ModelGuidedStrategy("model", new PoolSearch()),
                    new ModelGuidedStrategy("argmax", new ArgmaxFinder()),
                    new ModelGuidedStrategy("late-acceptance", new LateAcceptanceFinder()),
                    new RestartsStrategy(),
                    new AnnealingStrategy(),
                    new GeneticStrategy(),
                    new RandomStrategy(),
                    new ExhaustiveStrategy());

    private Strategies() {}

    /** Names of all strategies, the default first. */
    public static List<String> names() {
        return ALL.stream().map(Strategy::name).toList();
    }

    /**
     * The strategy with this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Strategy named(String name) {
        return ALL.stream()
                .filter(strategy -> strategy.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "There is no search strategy '"
                                        + name
                                        + "'; choose one of "
                                        + String.join(", ", names())
                                        + "."));
    }
}
