package org.lanewise.reports;

import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.GeometricMean;
import org.lanewise.config.BestConfig;
import org.lanewise.config.TunedLayer;

/** How much faster than by default a result is, each layer counting once. */
public final class MeanSpeedup {
    private MeanSpeedup() {}

    /** Geometric mean of the layers' speed-ups at their medians; empty without a layer. */
    public static OptionalDouble of(BestConfig best) {
        double[] speedups = best.layers().stream().mapToDouble(TunedLayer::speedup).toArray();
        return speedups.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(GeometricMean.of(speedups).getAsDouble());
    }
}
