package org.lanewise.tuner.search;

import java.util.List;
import java.util.Set;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;

/**
 * Proposes every legal schedule in the order of the space: for spaces that are small enough, whose
 * truth is then known.
 */
public final class ExhaustiveStrategy implements Strategy {
    @Override
    public String name() {
        return "exhaustive";
    }

    @Override
    public int batch() {
        return SearchLoop.ROUND;
    }

    @Override
    public List<LegalSchedule> propose(SearchState state, int batch) {
        Set<Schedule> observed = state.observed();
        return state.space()
                .legal()
                .filter(legal -> !observed.contains(legal.schedule()))
                .limit(batch)
                .toList();
    }
}
