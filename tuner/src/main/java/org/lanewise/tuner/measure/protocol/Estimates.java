package org.lanewise.tuner.measure.protocol;

import java.util.List;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.lanewise.config.Estimate;

/** Makes an {@link Estimate} of samples. */
public final class Estimates {
    private static final double TAIL = 0.025;

    private Estimates() {}

    /**
     * Median and its 95% confidence interval from order statistics, which assumes nothing of the
     * samples' distribution. With fewer than six samples the interval is their whole range.
     *
     * @param samplesNs at least one positive sample
     */
    public static Estimate of(List<Double> samplesNs) {
        double[] sorted = samplesNs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int rank = BinomialDistribution.of(sorted.length, 0.5).inverseCumulativeProbability(TAIL);
        int low = Math.max(0, rank - 1);
        return new Estimate(
                Median.withDefaults().evaluate(sorted),
                sorted[low],
                sorted[sorted.length - 1 - low]);
    }
}
