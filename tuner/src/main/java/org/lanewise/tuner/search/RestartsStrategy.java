package org.lanewise.tuner.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.lanewise.tuner.search.optaplanner.MeasuredClimbs;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * OptaPlanner directly on measurements: hill climbing parameter by parameter, from a random point
 * to a local optimum, then from another. No model takes part: it shows what a model is worth.
 */
public final class RestartsStrategy implements Strategy {
    @Override
    public String name() {
        return "restarts";
    }

    /** Few: what follows an improvement in a batch was proposed on the hill below it. */
    @Override
    public int batch(Space space, int known) {
        return 4;
    }

    @Override
    public List<Point> propose(SearchState state, int batch) {
        Map<Point, OptionalDouble> measured = state.measured();
        if (new ValidSampler(state.space(), state.random()).draw(1, Set.of()).isEmpty()) {
            return List.of();
        }
        List<Point> proposals =
                new ArrayList<>(
                        new MeasuredClimbs()
                                .next(
                                        state.space(),
                                        measured,
                                        climb -> start(state, climb),
                                        batch,
                                        state.seed()));
        Set<Point> taken = new HashSet<>(measured.keySet());
        taken.addAll(proposals);
        // Where every climb is at its end, what no climb has met is left.
        proposals.addAll(
                new ValidSampler(state.space(), state.random())
                        .draw(batch - proposals.size(), taken));
        return List.copyOf(proposals);
    }

    /** Depends on nothing measured, so that every look at the results sees the same climbs. */
    private static Point start(SearchState state, int climb) {
        return new ValidSampler(state.space(), state.random(climb)).draw(1, Set.of()).getFirst();
    }
}
