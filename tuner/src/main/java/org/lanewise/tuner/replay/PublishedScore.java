package org.lanewise.tuner.replay;

import java.util.List;
import java.util.stream.DoubleStream;
import org.lanewise.tuner.tables.Table;

/**
 * The score by which the auto-tuning community compares searches: how far a search is, at a moment,
 * on the way from what random search has by then to the best, as the mean over time. 0 is random
 * search, 1 the best at once; searches worse than chance score below 0. Immutable and thread-safe.
 *
 * <p>What the methodology (Willemsen et al., "A methodology for comparing optimization algorithms
 * for auto-tuning") leaves open: an evaluation's mean time is over valid and failed configurations;
 * before a search has a valid result, it counts as having its first, and the table's worst if it
 * finds none; of several searches the score is the mean of their scores.
 */
public final class PublishedScore {
    private static final double FROM = 0.5;
    private static final double TO = 0.95;
    private static final int MOMENTS = 1000;

    private final double best;
    private final double worst;
    private final double[] moments = new double[MOMENTS];
    private final double[] random = new double[MOMENTS];

    /** Of searches on a table. */
    public PublishedScore(Table table) {
        double[] worstFirst = descending(table.costs());
        double mean =
                table.space().validPoints().mapToDouble(table::seconds).average().orElseThrow();
        best = worstFirst[worstFirst.length - 1];
        worst = worstFirst[0];
        double from = mean * evaluationsTo(FROM, worstFirst);
        double to = mean * evaluationsTo(TO, worstFirst);
        for (int i = 0; i < MOMENTS; i++) {
            moments[i] = from + (to - from) * i / (MOMENTS - 1);
            random[i] =
                    worstFirst[
                            expected(Math.max(1, Math.rint(moments[i] / mean)), worstFirst.length)];
        }
    }

    private static double[] descending(DoubleStream costs) {
        double[] ascending = costs.sorted().toArray();
        double[] descending = new double[ascending.length];
        for (int i = 0; i < descending.length; i++) {
            descending[i] = ascending[descending.length - 1 - i];
        }
        return descending;
    }

    /** Position, worst first, of the best of so many that are drawn without replacement. */
    private static int expected(double evaluations, int all) {
        return (int) Math.min(all - 1, Math.rint(evaluations * (all + 1) / (evaluations + 1)));
    }

    /** Evaluations with which random search is so far on the way from the median to the best. */
    private static double evaluationsTo(double share, double... worstFirst) {
        int all = worstFirst.length;
        double optimum = worstFirst[all - 1];
        double level = optimum + (median(worstFirst) - optimum) * (1 - share);
        int index = 0;
        while (worstFirst[index] > level) {
            index++;
        }
        return Math.ceil((double) index / (all + 1 - index));
    }

    private static double median(double... sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** When the last moment is, s: what a search finds later does not count. */
    public double end() {
        return moments[MOMENTS - 1];
    }

    /** The score of one search. */
    public double of(List<Replay.Improvement> improvements) {
        double sum = 0;
        int counted = 0;
        int held = 0;
        for (int i = 0; i < MOMENTS; i++) {
            while (held + 1 < improvements.size()
                    && improvements.get(held + 1).seconds() <= moments[i]) {
                held++;
            }
            // Where random search has the best too, nobody is ahead.
            if (random[i] > best) {
                double cost = improvements.isEmpty() ? worst : improvements.get(held).cost();
                sum += (random[i] - cost) / (random[i] - best);
                counted++;
            }
        }
        return counted == 0 ? 0 : sum / counted;
    }
}
