package org.lanewise.reports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.GeometricMean;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;

/**
 * Everything a report shows. Immutable.
 *
 * @param suite what was tuned
 * @param machine where it was measured
 * @param cache what the caches held when a timed run began
 * @param peakGflops measured FMA peak of one core, 10^9 floating-point operations a second
 * @param newestTrial when the last trial was finished; empty if there is none
 * @param layers the tuned layers in suite order
 */
public record ReportModel(
        String suite,
        Machine machine,
        CacheState cache,
        double peakGflops,
        Optional<Instant> newestTrial,
        List<LayerReport> layers) {
    /** Keeps an unmodifiable copy. */
    public ReportModel {
        layers = List.copyOf(layers);
    }

    /**
     * Geometric mean of the layers' speed-ups over their default schedules; empty without a layer.
     */
    public OptionalDouble meanSpeedup() {
        double[] speedups = layers.stream().mapToDouble(LayerReport::speedup).toArray();
        return layers.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(GeometricMean.of(speedups).getAsDouble());
    }

    /** Trials of all layers. */
    public long trials() {
        return layers.stream().mapToLong(layer -> layer.trials().size()).sum();
    }

    /** Trials of all layers that gave no time. */
    public long failures() {
        return layers.stream().mapToLong(LayerReport::failed).sum();
    }

    /** Layers whose best and default schedule cannot be told apart by their intervals. */
    public List<LayerReport> ties() {
        return layers.stream().filter(LayerReport::tied).toList();
    }
}
