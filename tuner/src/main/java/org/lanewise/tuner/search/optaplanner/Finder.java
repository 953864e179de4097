package org.lanewise.tuner.search.optaplanner;

import java.util.List;

/** Looks for the cheapest points of a space. Implementations are thread-safe. */
@FunctionalInterface
public interface Finder {
    /**
     * The cheapest valid points found that are not excluded, cheapest first, each once; the same
     * for an equal request.
     */
    List<RankedPoint> find(PoolRequest request);
}
