package org.lanewise.config;

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
        return layers.stream().filter(layer -> layer.workload().equals(workload)).findFirst();
    }
}
