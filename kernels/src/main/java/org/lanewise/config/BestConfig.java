package org.lanewise.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/**
 * The best configuration of one machine: for each tuned workload the schedule to use. Immutable.
 *
 * @param machine where it was measured
 * @param suite what was tuned
 * @param cache what the caches held when a timed run began
 * @param peakGflops FMA peak of one core, 10^9 floating-point operations a second, measured in the
 *     same run
 * @param layers the tuned layers in suite order
 */
public record BestConfig(
        Machine machine,
        String suite,
        CacheState cache,
        double peakGflops,
        List<TunedLayer> layers) {
    /** Keeps an unmodifiable copy. */
    public BestConfig {
        layers = List.copyOf(layers);
    }

    /** The layout of all layers, {@code mixed} if they have several. */
    public String layoutText() {
        return Layout.textOf(layers.stream().map(TunedLayer::workload));
    }

    /** The tuned layer that computes exactly this workload. */
    public Optional<TunedLayer> find(Workload workload) {
        // Plain loops, here and below: a JVM that starts would link what a stream is given.
        for (TunedLayer layer : layers) {
            if (layer.workload().equals(workload)) {
                return Optional.of(layer);
            }
        }
        return Optional.empty();
    }

    /** The same result of other layers. */
    public BestConfig with(List<TunedLayer> others) {
        return new BestConfig(machine, suite, cache, peakGflops, others);
    }

    /**
     * The tuned layers that compute the same convolution with another epilogue or on another number
     * of images, nearest first: what differs in one of the two before what differs in both, then by
     * the ratio of the numbers, then in suite order.
     */
    public List<TunedLayer> siblings(Workload workload) {
        Workload bare = workload.bare();
        List<TunedLayer> siblings = new ArrayList<>();
        for (TunedLayer layer : layers) {
            if (!layer.workload().equals(workload) && layer.workload().bare().equals(bare)) {
                siblings.add(layer);
            }
        }
        if (siblings.size() > 1) {
            siblings.sort(
                    Comparator.comparingInt((TunedLayer layer) -> differences(layer, workload))
                            .thenComparingDouble(layer -> batchRatio(layer, workload)));
        }
        return List.copyOf(siblings);
    }

    private static int differences(TunedLayer layer, Workload workload) {
        Workload tuned = layer.workload();
        return (tuned.batch() == workload.batch() ? 0 : 1)
                + (tuned.epilogue().equals(workload.epilogue()) ? 0 : 1);
    }

    private static double batchRatio(TunedLayer layer, Workload workload) {
        return Math.abs(Math.log((double) layer.workload().batch() / workload.batch()));
    }
}
