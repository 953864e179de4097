package org.lanewise.tuner.search;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * All that a proposal depends on. Immutable and thread-safe.
 *
 * @param space what may be proposed
 * @param results of this search so far, oldest first
 * @param lessons what other searches found
 * @param seed of all random choices
 */
public record SearchState(Space space, List<Result> results, Lessons lessons, long seed) {
    /** Keeps an unmodifiable copy. */
    public SearchState {
        results = List.copyOf(results);
    }

    /** Points not to propose again, the failed ones too. */
    Set<Point> observed() {
        return results.stream()
                .map(Result::point)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What became of the points observed. */
    Map<Point, OptionalDouble> measured() {
        Map<Point, OptionalDouble> measured = new HashMap<>();
        results.forEach(
                result -> result.point().ifPresent(point -> measured.put(point, result.cost())));
        return measured;
    }

    /** Points that were fastest in other searches, less those that this one has observed. */
    List<Point> fastestElsewhere(int most) {
        Set<Point> observed = observed();
        return lessons.fastest().stream()
                .filter(point -> !observed.contains(point))
                .limit(most)
                .toList();
    }

    /**
     * The fastest points measured, fastest first. What an older version of the space held is left
     * out: it is worth learning from, but no place to start at.
     */
    Stream<Point> fastest(int most) {
        return results.stream()
                .filter(result -> result.cost().isPresent() && result.point().isPresent())
                .sorted(Comparator.comparingDouble(result -> result.cost().orElseThrow()))
                .limit(most)
                .map(result -> result.point().orElseThrow());
    }

    /** How many results came after the fastest; all where none was measured. */
    int sinceFastest() {
        OptionalInt fastest =
                IntStream.range(0, results.size())
                        .filter(i -> results.get(i).cost().isPresent())
                        .reduce((one, other) -> cost(other) < cost(one) ? other : one);
        return results.size() - 1 - fastest.orElse(-1);
    }

    private double cost(int result) {
        return results.get(result).cost().orElseThrow();
    }

    /** Where searches of a model begin: the fastest points known, and random ones behind them. */
    List<Point> starts(int fastest, int all, Random random) {
        List<Point> warm = fastest(fastest).toList();
        List<Point> cold = new ValidSampler(space, random).draw(all - warm.size(), Set.of());
        return Stream.concat(warm.stream(), cold.stream()).toList();
    }

    /**
     * A random stream that depends on the seed and on how far the search is, so that a resumed
     * search draws what the uninterrupted one would have drawn.
     */
    Random random() {
        return random(results.size());
    }

    /**
     * One of many random streams, the same however far the search is. Of the class whose algorithm
     * is part of its specification.
     */
    Random random(int number) {
        return new Random(seed * 0x9E3779B97F4A7C15L + number);
    }
}
