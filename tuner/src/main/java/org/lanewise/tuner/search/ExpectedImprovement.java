package org.lanewise.tuner.search;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.lanewise.tuner.costmodel.GaussianProcess;

/**
 * How much better than the best a candidate may be expected to turn out, chances and all: what is
 * predicted fast counts, and what nothing is known of. As a logarithm, so that candidates without
 * hope can be told apart, too.
 */
final class ExpectedImprovement {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Below it the sum loses digits, and three terms of its series are exact to a millionth. */
    private static final double SERIES = -20;

    private static final double LOG_ROOT_2_PI = Math.log(2 * Math.PI) / 2;

    private ExpectedImprovement() {}

    /** The negative logarithm of the improvement: a cost. */
    static double cost(GaussianProcess model, float[] features) {
        GaussianProcess.Prediction prediction = model.expect(features);
        return -logarithm(model.best() - prediction.cost(), prediction.spread());
    }

    /** Of a normal distribution: its mean is so much better, and it spreads so far. */
    static double logarithm(double better, double spread) {
        double steps = better / spread;
        double logDensity = -steps * steps / 2 - LOG_ROOT_2_PI;
        if (steps > SERIES) {
            double share = steps * NORMAL.cumulativeProbability(steps) + Math.exp(logDensity);
            return Math.log(spread) + Math.log(share);
        }
        double square = steps * steps;
        return Math.log(spread)
                + logDensity
                - Math.log(square)
                + Math.log1p(-3 / square + 15 / (square * square));
    }
}
