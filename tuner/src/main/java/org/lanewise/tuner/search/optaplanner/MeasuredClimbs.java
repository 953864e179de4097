package org.lanewise.tuner.search.optaplanner;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;
import org.optaplanner.core.api.solver.Solver;

/**
 * Hill climbing with restarts on measurements. It keeps nothing between two calls: all climbs are
 * walked again over what is measured, which costs microseconds, and where they meet a point that is
 * not, that is the next to measure. Thread-safe.
 */
public final class MeasuredClimbs {
    /** More climbs than a search can pay for: then nearly all of a small space is measured. */
    private static final int MOST_CLIMBS = 200;

    /**
     * The points that the first climbs not yet at their end ask for.
     *
     * @param measured what became of the points measured
     * @param starts where each climb begins, by its number
     * @param most points wanted
     * @param seed of the order in which neighbours are tried
     * @return fewer than {@code most} only where the climbs meet no more
     */
    public List<Point> next(
            Space space,
            Map<Point, OptionalDouble> measured,
            IntFunction<Point> starts,
            int most,
            long seed) {
        MeasuredScores scores = new MeasuredScores(space, measured);
        Solver<Assignment> solver = Solvers.solver(LocalSearch.CLIMBING_ONE_BY_ONE, seed);
        for (int climb = 0; climb < MOST_CLIMBS && !scores.wants(most); climb++) {
            Point start = starts.apply(climb);
            if (measured.containsKey(start)) {
                Assignment assignment = Assignment.of(space, start, scores);
                if (!assignment.choices().isEmpty()) {
                    solver.solve(assignment);
                }
            } else {
                // Nothing can be said of its neighbours before it is measured.
                scores.want(start);
            }
        }
        return scores.wanted(most);
    }
}
