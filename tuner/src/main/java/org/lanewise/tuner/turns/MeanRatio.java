package org.lanewise.tuner.turns;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.GeometricMean;

/** Ratios of times that belong together. */
final class MeanRatio {
    private MeanRatio() {}

    /** Geometric mean of before by after, pair by pair. */
    static double of(double[] before, double[] after) {
        double[] ratios = new double[before.length];
        Arrays.setAll(ratios, pair -> before[pair] / after[pair]);
        return GeometricMean.of(ratios).getAsDouble();
    }
}
