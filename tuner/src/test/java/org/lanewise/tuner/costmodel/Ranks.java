package org.lanewise.tuner.costmodel;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Rank correlation for tests. */
final class Ranks {
    private Ranks() {}

    /** Spearman's coefficient of values without ties that matter. */
    static double spearman(double[] one, double[] other) {
        int[] a = ranks(one);
        int[] b = ranks(other);
        double n = a.length;
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += Math.pow(a[i] - (double) b[i], 2);
        }
        return 1 - 6 * squares / (n * (n * n - 1));
    }

    private static int[] ranks(double[] values) {
        int[] order =
                IntStream.range(0, values.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> values[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int[] ranks = new int[values.length];
        for (int rank = 0; rank < order.length; rank++) {
            ranks[order[rank]] = rank;
        }
        return ranks;
    }
}
