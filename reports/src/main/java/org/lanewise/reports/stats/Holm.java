package org.lanewise.reports.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's method: of many comparisons made together, with what chance one at least is a false alarm
 * stays below the level that is asked for, whatever they have to do with one another (S. Holm, A
 * simple sequentially rejective multiple test procedure, 1979).
 */
public final class Holm {
    private Holm() {}

    /**
     * Probabilities that may be compared with the level of all tests together.
     *
     * @param p one for each test, in any order
     * @return the same, corrected, in that order
     */
    public static double[] adjusted(double[] p) {
        int[] order = ascending(p);
        double[] adjusted = new double[p.length];
        double largest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            largest = Math.max(largest, Math.min(1, (p.length - rank) * p[order[rank]]));
            adjusted[order[rank]] = largest;
        }
        return adjusted;
    }

    /**
     * The level at which each single test is decided. All tests from the first that is not rejected
     * on share its level, so an interval at that level holds "no difference" exactly where the
     * method leaves a test open.
     *
     * @param p one for each test, in any order
     * @param level of all tests together, such as 0.05
     * @return one for each test, in that order
     */
    public static double[] levels(double[] p, double level) {
        int[] order = ascending(p);
        double[] levels = new double[p.length];
        int last = order.length - 1;
        for (int rank = 0; rank < order.length; rank++) {
            last = Math.min(last, p[order[rank]] <= level / (p.length - rank) ? last : rank);
            levels[order[rank]] = level / (p.length - Math.min(rank, last));
        }
        return levels;
    }

    private static int[] ascending(double[] p) {
        return IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(test -> p[test]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
