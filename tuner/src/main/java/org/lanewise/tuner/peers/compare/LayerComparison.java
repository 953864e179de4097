package org.lanewise.tuner.peers.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.GeometricMean;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.PeerTimes;
import org.lanewise.reports.stats.Contrast;
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

    /** The fastest peer on the same layout, in the mean of the rounds; empty if none was right. */
    Optional<Showing> bestPeer() {
        return showings.stream()
                .filter(showing -> showing.peer() && showing.sameLayout())
                .filter(showing -> showing.time().isPresent())
                .min(
                        Comparator.comparingDouble(
                                showing -> GeometricMean.of(showing.roundsNs()).getAsDouble()));
    }

    /** How many times as fast as the best peer a contender is, geometric mean of the rounds. */
    public OptionalDouble ratioToBestPeer(Showing showing) {
        return showing.time().isPresent()
                ? bestPeer().stream()
                        .mapToDouble(best -> Contrast.ratio(best.roundsNs(), showing.roundsNs()))
                        .findFirst()
                : OptionalDouble.empty();
    }

    /**
     * What a database keeps of it. Empty without Lanewise's own time: there is nothing to hold the
     * others against.
     */
    public Optional<PeerTimes> times() {
        return lanewise()
                .time()
                .map(any ->
                        new PeerTimes(
                                layer.workload(),
                                threads,
                                cache,
                                showings.stream()
                                        .flatMap(showing -> showing.kept().stream())
                                        .toList()));
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
