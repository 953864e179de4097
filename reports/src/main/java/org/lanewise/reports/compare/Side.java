package org.lanewise.reports.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.TuningDatabase;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.Run;
import org.lanewise.reports.stats.LogTimes;

/**
 * One of two things compared. Immutable.
 *
 * @param name what the user calls it
 * @param layers its layers, those of the newest result first
 */
public record Side(String name, List<Timed> layers) {
    /**
     * A layer's best schedule as it was timed.
     *
     * @param cache what the caches held
     * @param tuned the layer
     * @param times of the fresh JVMs; empty where too few are behind its figures
     */
    public record Timed(CacheState cache, TunedLayer tuned, Optional<LogTimes> times) {
        /** Whether it is the same work. */
        boolean isLike(Timed other) {
            return cache == other.cache && tuned.workload().equals(other.tuned.workload());
        }
    }

    /** Keeps an unmodifiable copy. */
    public Side {
        layers = List.copyOf(layers);
    }

    /** What a best-configuration file says: of the JVMs' times it has median and range. */
    public static Side of(String name, BestConfig best) {
        return new Side(
                name,
                best.layers().stream()
                        .map(layer -> new Timed(best.cache(), layer, told(layer)))
                        .toList());
    }

    /**
     * Results of a database, with the JVMs' times where it has them.
     *
     * @throws org.lanewise.db.DatabaseException if it cannot be read
     */
    public static Side of(String name, TuningDatabase db, List<BestConfig> results) {
        List<Timed> layers = new ArrayList<>();
        for (BestConfig best : results) {
            for (LayerRun layer : Run.of(db, best, Map.of()).layers()) {
                Optional<LogTimes> forks = LogTimes.of(layer.forks().times(layer.tuned().best()));
                layers.add(
                        new Timed(
                                best.cache(), layer.tuned(), forks.or(() -> told(layer.tuned()))));
            }
        }
        return new Side(name, layers);
    }

    private static Optional<LogTimes> told(TunedLayer layer) {
        return LogTimes.of(layer.bestTime(), layer.evidence().forks());
    }
}
