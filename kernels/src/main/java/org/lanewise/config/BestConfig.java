package org.lanewise.config;

import java.util.List;
import java.util.Optional;
import org.lanewise.workload.Workload;

/**
 * The best configuration of one machine: for each tuned workload the schedule to use. Immutable.
 *
 * @param machine where it was measured
 * @param suite what was tuned
 * @param peakGflops FMA peak of one core, 10^9 floating-point operations a second, measured in the
 *     same run
 * @param layers the tuned layers in suite order
 */
public record BestConfig(
        Machine machine, String suite, double peakGflops, List<TunedLayer> layers) {
    /** Keeps an unmodifiable copy. */
    public BestConfig {
        layers = List.copyOf(layers);
    }

    /** The tuned layer that computes exactly this workload. */
    public Optional<TunedLayer> find(Workload workload) {
        return layers.stream().filter(layer -> layer.workload().equals(workload)).findFirst();
    }
}
