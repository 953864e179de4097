package org.lanewise.tuner.search.optaplanner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;

/**
 * Scores assignments, each distinct one once, and remembers all it scored. Belongs to one search;
 * not thread-safe.
 */
final class Scoreboard implements Scores {
    /** Costs are of the order of one, so this tells apart what differs by a millionth. */
    private static final double SOFT_SCALE = 1_000_000;

    private final List<Entry> met = new ArrayList<>();
    private final Map<Long, HardSoftLongScore> scores = new HashMap<>();
    private final Space space;
    private final ToDoubleFunction<Point> cost;

    private record Entry(long index, Point point, double cost) {}

    Scoreboard(Space space, ToDoubleFunction<Point> cost) {
        this.space = space;
        this.cost = cost;
    }

    /** A soft score difference that stands for this difference in cost. */
    static long soft(double cost) {
        return Math.round(cost * SOFT_SCALE);
    }

    @Override
    public HardSoftLongScore score(Point point) {
        return scores.computeIfAbsent(space.indexOf(point), index -> compute(index, point));
    }

    private HardSoftLongScore compute(long index, Point point) {
        int broken = space.broken(point);
        if (broken > 0) {
            return HardSoftLongScore.ofHard(-broken);
        }
        double predicted = cost.applyAsDouble(point);
        met.add(new Entry(index, point, predicted));
        return HardSoftLongScore.ofSoft(-soft(predicted));
    }

    /**
     * The cheapest valid points met, cheapest first; equal costs stand in the order of the space.
     */
    List<RankedPoint> best(Set<Point> excluded, int most) {
        return met.stream()
                .filter(entry -> !excluded.contains(entry.point))
                .sorted(Comparator.comparingDouble(Entry::cost).thenComparingLong(Entry::index))
                .limit(most)
                .map(entry -> new RankedPoint(entry.point, entry.cost))
                .toList();
    }
}
