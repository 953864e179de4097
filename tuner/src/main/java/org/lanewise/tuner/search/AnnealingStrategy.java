package org.lanewise.tuner.search;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * Simulated annealing on measurements, as Kernel Tuner does it: from a random point to neighbours,
 * worse ones accepted by a chance that cools down; then from another point. It keeps nothing
 * between two calls: the walk is walked again over what is measured, and the first point that is
 * not is the next to measure.
 */
public final class AnnealingStrategy implements Strategy {
    private static final double HOT = 1;
    private static final double COLD = 0.001;
    private static final double COOLING = 0.995;

    /** More walks than a search can pay for. */
    private static final int MOST_WALKS = 5;

    @Override
    public String name() {
        return "annealing";
    }

    @Override
    public int batch(Space space, int known) {
        return 1;
    }

    @Override
    public List<Point> propose(SearchState state, int batch) {
        Map<Point, OptionalDouble> measured = state.measured();
        for (int walk = 0; walk < MOST_WALKS && batch > 0; walk++) {
            Random random = state.random(walk);
            for (Point start : new ValidSampler(state.space(), random).draw(1, Set.of())) {
                Point wanted = walk(state.space(), start, measured, random);
                if (!measured.containsKey(wanted)) {
                    return List.of(wanted);
                }
            }
        }
        // Every walk is at its end: what none has met is left.
        return new ValidSampler(state.space(), state.random()).draw(batch, measured.keySet());
    }

    /** The first point that is not measured, or where the walk ends. */
    private static Point walk(
            Space space, Point start, Map<Point, OptionalDouble> measured, Random random) {
        Point here = start;
        for (double heat = HOT; heat > COLD && measured.containsKey(here); heat *= COOLING) {
            Point next = space.changed(here, random);
            if (measured.containsKey(next)) {
                double chance = chance(cost(measured, here), cost(measured, next), heat);
                here = random.nextDouble() < chance ? next : here;
            } else if (space.valid(next)) {
                return next;
            }
        }
        return here;
    }

    private static double cost(Map<Point, OptionalDouble> measured, Point point) {
        return measured.getOrDefault(point, OptionalDouble.empty())
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static double chance(double here, double next, double heat) {
        if (next <= here) {
            return 1;
        }
        return Math.exp((here - next) / here / heat);
    }
}
