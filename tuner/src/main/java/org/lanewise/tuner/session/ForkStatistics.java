package org.lanewise.tuner.session;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;
import org.lanewise.config.Mode;

/** What a handful of JVMs' times say. */
final class ForkStatistics {
    private static final double TAIL = 0.025;

    /** Two JVMs whose times differ by more have different speeds, if others side with each. */
    private static final double GAP = 1.08;

    /** Times of JVMs of the same speed lie within this factor. */
    private static final double WITHIN = 1.03;

    private static final int LEAST_OF_A_MODE = 2;

    private static final int LEAST_FOR_AN_INTERVAL = 3;

    private ForkStatistics() {}

    /**
     * Whether the 95% confidence interval of a ratio lies above a factor. One or two rounds make no
     * useful interval; they show a difference that is larger than JVMs of one kernel have.
     *
     * @param ratios one for each round; none shows nothing
     */
    static boolean knownAbove(double factor, double[] ratios) {
        if (ratios.length < LEAST_FOR_AN_INTERVAL) {
            return ratios.length > 0 && Arrays.stream(ratios).allMatch(ratio -> ratio > GAP);
        }
        double[] logs = logs(ratios);
        return Mean.of(logs).getAsDouble() - halfWidth(logs) > Math.log(factor);
    }

    /**
     * Whether the 95% confidence interval of a ratio lies below a factor.
     *
     * @param ratios one for each round; fewer than two show nothing
     */
    static boolean knownBelow(double factor, double[] ratios) {
        double[] logs = logs(ratios);
        return logs.length > 1 && Mean.of(logs).getAsDouble() + halfWidth(logs) < Math.log(factor);
    }

    /**
     * Two speeds: the times fall apart at one gap, with at least two JVMs on either side that agree
     * among themselves.
     *
     * @return the two, fastest first, or nothing
     */
    static List<Mode> modes(double[] mediansNs) {
        double[] sorted = mediansNs.clone();
        Arrays.sort(sorted);
        int split = largestGap(sorted);
        if (split < LEAST_OF_A_MODE
                || sorted.length - split < LEAST_OF_A_MODE
                || sorted[split] <= GAP * sorted[split - 1]) {
            return List.of();
        }
        double[] fast = Arrays.copyOf(sorted, split);
        double[] slow = Arrays.copyOfRange(sorted, split, sorted.length);
        return agree(fast) && agree(slow) ? List.of(mode(fast), mode(slow)) : List.of();
    }

    /** Index of the first time behind the gap; 0 without times. */
    private static int largestGap(double[] sorted) {
        int split = 0;
        double largest = 1;
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] / sorted[i - 1] > largest) {
                largest = sorted[i] / sorted[i - 1];
                split = i;
            }
        }
        return split;
    }

    private static boolean agree(double[] sorted) {
        return sorted[sorted.length - 1] <= WITHIN * sorted[0];
    }

    private static Mode mode(double[] times) {
        return new Mode(Median.withDefaults().evaluate(times), times.length);
    }

    private static double halfWidth(double[] logs) {
        double t = TDistribution.of(logs.length - 1).inverseSurvivalProbability(TAIL);
        return t * StandardDeviation.of(logs).getAsDouble() / Math.sqrt(logs.length);
    }

    private static double[] logs(double[] values) {
        return Arrays.stream(values).map(Math::log).toArray();
    }
}
