package org.lanewise.reports.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * The lowest of some costs that are drawn by lot, none twice: what a search at random comes to
 * where all costs are known. Immutable and thread-safe.
 */
public final class BestOfDraws {
    /** What rounding may take from a chance. */
    private static final double ROUNDING = 1e-9;

    private final double[] ascending;

    /**
     * Of these costs; infinity is a cost, too.
     *
     * @throws IllegalArgumentException if there is none
     */
    public BestOfDraws(double... costs) {
        if (costs.length == 0) {
            throw new IllegalArgumentException("There is nothing to draw from.");
        }
        ascending = costs.clone();
        Arrays.sort(ascending);
    }

    /** Number of the costs. */
    public int size() {
        return ascending.length;
    }

    /**
     * The cost that the best of some draws reaches or falls below with a chance, at the least.
     *
     * @param draws from 1 to {@link #size}
     * @param chance above 0, at the most 1
     */
    public double reached(int draws, double chance) {
        int low = 1;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) / 2;
            if (chanceOfOneAmong(middle, draws) >= chance - ROUNDING) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return ascending[low - 1];
    }

    /** That one of the lowest costs at least is drawn. */
    private double chanceOfOneAmong(int lowest, int draws) {
        return HypergeometricDistribution.of(ascending.length, lowest, draws)
                .survivalProbability(0);
    }
}
