package org.lanewise.tuner.search.optaplanner;

import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * What to search for.
 *
 * @param space where
 * @param cost of a valid point, finite; lower is better. Asked once a point.
 * @param excluded points that are not wanted in the pool; the search still walks across them
 * @param starts points from which to walk, one solve each
 * @param poolSize most points wanted
 * @param seed of all random choices
 */
public record PoolRequest(
        Space space,
        ToDoubleFunction<Point> cost,
        Set<Point> excluded,
        List<Point> starts,
        int poolSize,
        long seed) {
    /** Keeps unmodifiable copies. */
    public PoolRequest {
        excluded = Set.copyOf(excluded);
        starts = List.copyOf(starts);
    }
}
