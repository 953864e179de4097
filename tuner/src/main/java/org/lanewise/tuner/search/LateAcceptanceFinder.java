package org.lanewise.tuner.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.lanewise.tuner.search.optaplanner.Finder;
import org.lanewise.tuner.search.optaplanner.PoolRequest;
import org.lanewise.tuner.search.optaplanner.RankedPoint;
import org.lanewise.tuner.space.Point;

/**
 * Late-acceptance hill climbing without any library: from each start a walk that changes one or two
 * parameters and takes what is no worse than where it was 40 steps ago. Shows what OptaPlanner
 * adds.
 */
final class LateAcceptanceFinder implements Finder {
    private static final int MEMORY = 40;
    private static final int STEPS = 1200;

    @Override
    public List<RankedPoint> find(PoolRequest request) {
        Map<Point, Double> met = new HashMap<>();
        Random random = new Random(request.seed());
        request.starts().forEach(start -> walk(request, start, met, random));
        return met.entrySet().stream()
                .filter(entry -> entry.getValue() < Double.POSITIVE_INFINITY)
                .filter(entry -> !request.excluded().contains(entry.getKey()))
                .map(entry -> new RankedPoint(entry.getKey(), entry.getValue()))
                .sorted(
                        Comparator.comparingDouble(RankedPoint::cost)
                                .thenComparingLong(
                                        ranked -> request.space().indexOf(ranked.point())))
                .limit(request.poolSize())
                .toList();
    }

    private static void walk(
            PoolRequest request, Point start, Map<Point, Double> met, Random random) {
        ToDoubleFunction<Point> cost =
                point -> met.computeIfAbsent(point, asked -> cost(request, asked));
        Point here = start;
        double[] earlier = new double[MEMORY];
        Arrays.fill(earlier, cost.applyAsDouble(start));
        for (int step = 0; step < STEPS; step++) {
            Point next = request.space().changed(here, random);
            if (random.nextBoolean()) {
                next = request.space().changed(next, random);
            }
            double change = cost.applyAsDouble(next);
            if (change <= Math.max(earlier[step % MEMORY], cost.applyAsDouble(here))) {
                here = next;
            }
            earlier[step % MEMORY] = cost.applyAsDouble(here);
        }
    }

    private static double cost(PoolRequest request, Point point) {
        return request.space().valid(point)
                ? request.cost().applyAsDouble(point)
                : Double.POSITIVE_INFINITY;
    }
}
