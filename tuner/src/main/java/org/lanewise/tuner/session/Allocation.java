package org.lanewise.tuner.session;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.lanewise.tuner.search.SearchLoop;

/**
 * Shares trials out between the layers of a network, whose time is the sum of its layers' times,
 * each counted as often as it occurs. Every layer gets a round; after that, rounds go to whichever
 * layer is expected to shorten the sum most. The expectation is that of Ansor's task scheduler
 * (Zheng et al., OSDI 2020): partly what the last round gained, partly the hope that a search of t
 * trials gains a t-th of its time with the next, which fades as a layer is searched without
 * success; here a t-th of what its time is above the roofline, since no kernel goes below that.
 *
 * <p>No layer falls behind by more than half, unless it is at the roofline already: where the
 * machine's bandwidths are not known, hope overrates the longest layers, which memory keeps from
 * the peak, and what a model learned there says little of small images.
 */
final class Allocation {
    /** Ansor's weight of the past against hope. */
    private static final double TREND_SHARE = 0.2;

    /** Trials that every layer gets, as a share of those of the layer that had most. */
    private static final double LEAST_SHARE = 0.5;

    /** A layer whose time is less than this much above the roofline has nothing to gain. */
    private static final double NEAR = 1.05;

    private Allocation() {}

    /**
     * Position of the layer whose turn it is, among those not done.
     *
     * @param histories of all layers
     * @param done for each of them whether it is searched no further
     * @return empty if all are done
     */
    static Optional<Integer> next(List<LayerHistory> histories, List<Boolean> done) {
        int most = histories.stream().mapToInt(LayerHistory::trials).max().orElse(0);
        ToDoubleFunction<LayerHistory> urgency =
                history ->
                        history.trials() + SearchLoop.ROUND <= LEAST_SHARE * most && !near(history)
                                ? sooner(history.trials())
                                : gain(history);
        return IntStream.range(0, histories.size())
                .filter(layer -> !done.get(layer))
                .boxed()
                // Of equals the first, so that the order depends on nothing else.
                .max(
                        Comparator.comparingDouble((Integer layer) ->
                                        urgency.applyAsDouble(histories.get(layer)))
                                .thenComparing(Comparator.reverseOrder()));
    }

    private static boolean near(LayerHistory history) {
        return history.best() <= NEAR * history.floor();
    }

    /** More than any gain, and the more the fewer trials there were. */
    private static double sooner(int trials) {
        return Double.MAX_VALUE / (1 + trials);
    }

    /** Nanoseconds that a further trial is expected to take off the network's time. */
    static double gain(LayerHistory history) {
        int trials = history.trials();
        if (trials < SearchLoop.ROUND || !Double.isFinite(history.best())) {
            // Not looked at, or nothing found that runs: there is no result without it.
            return sooner(trials);
        }
        double hope = Math.max(0, history.best() - history.floor()) / trials;
        return history.layer().count() * (TREND_SHARE * trend(history) + (1 - TREND_SHARE) * hope);
    }

    /** What a trial of the last round gained; the first round has no before to compare with. */
    private static double trend(LayerHistory history) {
        double before = history.bestOfFirst(history.trials() - SearchLoop.ROUND);
        return Double.isFinite(before) ? (before - history.best()) / SearchLoop.ROUND : 0;
    }
}
