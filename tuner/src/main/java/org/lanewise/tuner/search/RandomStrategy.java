package org.lanewise.tuner.search;

import java.util.List;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * Draws uniformly from the valid points not observed yet: the baseline that every other strategy
 * must beat.
 */
public final class RandomStrategy implements Strategy {
    @Override
    public String name() {
        return "random";
    }

    @Override
    public int batch(Space space, int known) {
        return SearchLoop.ROUND;
    }

    @Override
    public List<Point> propose(SearchState state, int batch) {
        return new ValidSampler(state.space(), state.random()).draw(batch, state.observed());
    }
}
