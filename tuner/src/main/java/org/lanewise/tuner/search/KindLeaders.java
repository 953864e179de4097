package org.lanewise.tuner.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * The point of each {@link org.lanewise.tuner.space.Parameter#kind kind} that a model thinks best.
 * What a model learned elsewhere may be wrong about which kind is best here, and less so about
 * which sizes suit a kind.
 */
final class KindLeaders {
    /** Enough to meet every kind that has more than a few points. */
    private static final int SAMPLES = 1_000;

    /** Steps from the best of the samples to a better neighbour. */
    private static final int STEPS = 4;

    private KindLeaders() {}

    /**
     * The best of each kind, the best of all first.
     *
     * @param taken points to leave out
     */
    static List<Point> of(
            Space space, ToDoubleFunction<Point> cost, Set<Point> taken, Random random) {
        int[] kinds =
                IntStream.range(0, space.parameters().size())
                        .filter(parameter -> space.parameters().get(parameter).kind())
                        .toArray();
        Map<List<Integer>, Ranked> best = new LinkedHashMap<>();
        for (Point point : new ValidSampler(space, random).draw(SAMPLES, taken)) {
            best.merge(
                    kind(kinds, point), new Ranked(point, cost.applyAsDouble(point)), Ranked::less);
        }
        List<Ranked> leaders = new ArrayList<>();
        best.forEach((kind, start) -> leaders.add(climbed(space, cost, taken, kinds, start)));
        leaders.sort(Comparator.comparingDouble(Ranked::cost));
        return leaders.stream().map(Ranked::point).toList();
    }

    private static List<Integer> kind(int[] kinds, Point point) {
        return IntStream.of(kinds).mapToObj(point::at).toList();
    }

    private static Ranked climbed(
            Space space,
            ToDoubleFunction<Point> cost,
            Set<Point> taken,
            int[] kinds,
            Ranked start) {
        List<Integer> kind = kind(kinds, start.point());
        Ranked at = start;
        for (int step = 0; step < STEPS; step++) {
            Ranked next = at;
            for (Point neighbour : space.neighbours(at.point())) {
                if (kind(kinds, neighbour).equals(kind) && !taken.contains(neighbour)) {
                    next = next.less(new Ranked(neighbour, cost.applyAsDouble(neighbour)));
                }
            }
            if (next.equals(at)) {
                break;
            }
            at = next;
        }
        return at;
    }

    private record Ranked(Point point, double cost) {
        Ranked less(Ranked other) {
            return other.cost < cost ? other : this;
        }
    }
}
