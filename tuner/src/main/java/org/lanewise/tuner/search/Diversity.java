package org.lanewise.tuner.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.tuner.search.optaplanner.RankedPoint;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * Chooses a batch from a ranked pool so that it is not one point and its neighbours: each choice is
 * the cheapest after a surcharge for what it has in common with those chosen before. Neighbours
 * often have equal predictions, and measuring one of them tells the model most about all.
 */
final class Diversity {
    /** What a point costs more if it agrees with a chosen one in all parameters but one. */
    private static final double SURCHARGE = 0.02;

    /**
     * What it costs more for each chosen one of the same {@link
     * org.lanewise.tuner.space.Parameter#kind kind}. A model that has seen one kind do well
     * elsewhere would propose nothing else, and never learn that another is better here.
     */
    private static final double KIND_SURCHARGE = 0.03;

    private Diversity() {}

    static List<Point> choose(Space space, List<RankedPoint> pool, int most) {
        double[] cost = pool.stream().mapToDouble(RankedPoint::cost).toArray();
        int[] kinds = kinds(space);
        boolean[] used = new boolean[cost.length];
        List<Point> chosen = new ArrayList<>();
        while (chosen.size() < Math.min(most, cost.length)) {
            int next = cheapest(cost, used);
            Point taken = pool.get(next).point();
            used[next] = true;
            chosen.add(taken);
            for (int i = 0; i < cost.length; i++) {
                Point other = pool.get(i).point();
                cost[i] += SURCHARGE / Math.max(1, taken.differing(other));
                cost[i] += sameKind(kinds, taken, other) ? KIND_SURCHARGE : 0;
            }
        }
        return chosen;
    }

    /** The first of the cheapest unused ones. */
    private static int cheapest(double[] cost, boolean[] used) {
        int best = -1;
        for (int i = 0; i < cost.length; i++) {
            if (!used[i] && (best < 0 || cost[i] < cost[best])) {
                best = i;
            }
        }
        return best;
    }

    private static int[] kinds(Space space) {
        return IntStream.range(0, space.parameters().size())
                .filter(parameter -> space.parameters().get(parameter).kind())
                .toArray();
    }

    private static boolean sameKind(int[] kinds, Point one, Point other) {
        return IntStream.of(kinds).allMatch(parameter -> one.at(parameter) == other.at(parameter));
    }
}
