package org.lanewise.tuner.search;

import java.util.List;
import org.lanewise.schedule.LegalSchedule;

/**
 * Draws uniformly from the legal schedules not observed yet: the baseline that every other strategy
 * must beat.
 */
public final class RandomStrategy implements Strategy {
    @Override
    public String name() {
        return "random";
    }

    @Override
    public int batch() {
        return SearchLoop.ROUND;
    }

    @Override
    public List<LegalSchedule> propose(SearchState state, int batch) {
        return new LegalSampler(state.space(), state.random()).draw(batch, state.observed());
    }
}
