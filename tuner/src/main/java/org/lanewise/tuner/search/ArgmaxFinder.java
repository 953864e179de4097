package org.lanewise.tuner.search;

import java.util.Comparator;
import java.util.List;
import org.lanewise.tuner.search.optaplanner.Finder;
import org.lanewise.tuner.search.optaplanner.PoolRequest;
import org.lanewise.tuner.search.optaplanner.RankedPoint;

/** Asks for the cost of every point: what a search of the model can be compared with. */
final class ArgmaxFinder implements Finder {
    @Override
    public List<RankedPoint> find(PoolRequest request) {
        return request.space()
                .validPoints()
                .filter(point -> !request.excluded().contains(point))
                .map(point -> new RankedPoint(point, request.cost().applyAsDouble(point)))
                .sorted(Comparator.comparingDouble(RankedPoint::cost))
                .limit(request.poolSize())
                .toList();
    }
}
