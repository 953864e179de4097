package org.lanewise.tuner.search;

import java.util.List;
import java.util.Set;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * Proposes every valid point in the order of the space: for spaces that are small enough, whose
 * truth is then known.
 */
public final class ExhaustiveStrategy implements Strategy {
    @Override
    public String name() {
        return "exhaustive";
    }

    @Override
    public int batch(Space space, int known) {
        return SearchLoop.ROUND;
    }

    @Override
    public List<Point> propose(SearchState state, int batch) {
        Set<Point> observed = state.observed();
        return state.space()
                .validPoints()
                .filter(point -> !observed.contains(point))
                .limit(batch)
                .toList();
    }
}
