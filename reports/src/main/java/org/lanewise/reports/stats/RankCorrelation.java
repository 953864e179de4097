package org.lanewise.reports.stats;

import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.ranking.NaNStrategy;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/** How well one order of things agrees with another: Spearman's coefficient. */
public final class RankCorrelation {
    /** Fewer agree or disagree by chance. */
    private static final int LEAST = 3;

    private RankCorrelation() {}

    /**
     * The correlation of the ranks; equal values share theirs.
     *
     * @return from -1 to 1; empty for fewer than three pairs, or where all of one side are equal
     */
    public static OptionalDouble of(double[] one, double[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException(one.length + " and " + other.length + " values");
        }
        if (one.length < LEAST) {
            return OptionalDouble.empty();
        }
        NaturalRanking ranking = new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE);
        double[] a = ranking.apply(one);
        double[] b = ranking.apply(other);
        double spread = Math.sqrt(product(a, a) * product(b, b));
        return spread == 0 ? OptionalDouble.empty() : OptionalDouble.of(product(a, b) / spread);
    }

    /** Of the deviations from the means. */
    private static double product(double[] one, double[] other) {
        double meanOfOne = Mean.of(one).getAsDouble();
        double meanOfOther = Mean.of(other).getAsDouble();
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - meanOfOne) * (other[i] - meanOfOther);
        }
        return sum;
    }
}
