package org.lanewise.tuner.search;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.lanewise.tuner.search.genetic.Evolution;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * A genetic algorithm on measurements, then another from another population: the best of those that
 * use no model, by what is published.
 */
public final class GeneticStrategy implements Strategy {
    /** More than a search can pay for. */
    private static final int MOST_EVOLUTIONS = 5;

    @Override
    public String name() {
        return "genetic";
    }

    @Override
    public int batch(Space space, int known) {
        return SearchLoop.ROUND;
    }

    /** Fewer than asked for where the rest of a generation is measured already. */
    @Override
    public List<Point> propose(SearchState state, int batch) {
        Map<Point, OptionalDouble> measured = state.measured();
        for (int i = 0; i < MOST_EVOLUTIONS && batch > 0; i++) {
            long seed = state.seed() * 0x9E3779B97F4A7C15L + i;
            List<Point> first =
                    new ValidSampler(state.space(), new Random(seed))
                            .draw(Evolution.POPULATION, Set.of());
            if (first.isEmpty()) {
                return List.of();
            }
            List<Point> waiting = new Evolution(state.space(), measured).waiting(first, seed);
            if (!waiting.isEmpty()) {
                return waiting.stream().limit(batch).toList();
            }
        }
        return new ValidSampler(state.space(), state.random()).draw(batch, measured.keySet());
    }
}
