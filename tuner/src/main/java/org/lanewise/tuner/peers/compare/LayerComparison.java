package org.lanewise.tuner.peers.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.db.MachineLimits;
import org.lanewise.tuner.peers.Entrant;
import org.lanewise.tuner.suites.Layer;

/**
 * All contenders on one layer, measured in turns.
 *
 * @param layer what was computed
 * @param threads how many threads might compute
 * @param cache whether caches were hot
 * @param rooflineNs the shortest time the machine allows, nanoseconds
 * @param showings how each did, Lanewise first
 */
public record LayerComparison(
        Layer layer, int threads, CacheState cache, double rooflineNs, List<Showing> showings) {
    /** Keeps an unmodifiable copy. */
    public LayerComparison {
        showings = List.copyOf(showings);
    }

    static LayerComparison of(
            Layer layer,
            int threads,
            CacheState cache,
            MachineLimits limits,
            List<Showing> showings) {
        return new LayerComparison(
                layer, threads, cache, limits.leastNanos(layer.workload(), cache), showings);
    }

    /** The same times under other limits. */
    LayerComparison under(MachineLimits limits) {
        return of(layer, threads, cache, limits, showings);
    }

    /** The most that any contender computed, 10^9 floating-point operations a second. */
    double reachedGflops() {
        double shortest =
                showings.stream()
                        .flatMap(showing -> showing.time().stream())
                        .mapToDouble(Estimate::medianNs)
                        .min()
                        .orElse(Double.POSITIVE_INFINITY);
        return layer.workload().flopsOnImage() / shortest;
    }

    /** Median of the fastest peer on the same layout, nanoseconds; empty if none was right. */
    public OptionalDouble bestPeerNs() {
        return showings.stream()
                .filter(showing -> showing.peer() && showing.sameLayout())
                .flatMap(showing -> showing.time().stream())
                .mapToDouble(Estimate::medianNs)
                .min();
    }

    /** How many times as fast as the best peer a contender is, at the medians. */
    public OptionalDouble ratioToBestPeer(Showing showing) {
        OptionalDouble best = bestPeerNs();
        Optional<Estimate> time = showing.time();
        return best.isPresent() && time.isPresent()
                ? OptionalDouble.of(best.getAsDouble() / time.get().medianNs())
                : OptionalDouble.empty();
    }

    /** How many times as fast as a contender of this name Lanewise is, at the medians. */
    OptionalDouble ratioTo(String contender) {
        Optional<Estimate> own = time(Entrant.LANEWISE);
        Optional<Estimate> other = time(contender);
        return own.isPresent() && other.isPresent()
                ? OptionalDouble.of(other.get().medianNs() / own.get().medianNs())
                : OptionalDouble.empty();
    }

    private Optional<Estimate> time(String contender) {
        return showings.stream()
                .filter(showing -> showing.contender().equals(contender))
                .flatMap(showing -> showing.time().stream())
                .findFirst();
    }

    /** How Lanewise did. */
    public Showing lanewise() {
        return showings.getFirst();
    }

    /** Share of what the machine allows that a time makes use of; 1 is all of it. */
    public double rooflineShare(Estimate time) {
        return rooflineNs / time.medianNs();
    }
}
