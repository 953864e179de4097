package org.lanewise.reports.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many times as long one thing takes as another, and how sure that is. Ratios are averaged as
 * logarithms, so that twice and half as long weigh the same.
 *
 * @param log natural logarithm of the ratio
 * @param standardError of that logarithm
 * @param degrees degrees of freedom of the standard error
 */
public record Contrast(double log, double standardError, double degrees) {
    /** Rounds without which a spread says nothing. */
    public static final int LEAST_ROUNDS = 3;

    /**
     * Of times taken in turns, which share what the machine did in each round.
     *
     * @param before one for each round
     * @param after of the same rounds
     * @return before by after; empty for fewer than {@link #LEAST_ROUNDS} rounds
     */
    public static Optional<Contrast> paired(double[] before, double[] after) {
        if (before.length < LEAST_ROUNDS) {
            return Optional.empty();
        }
        double[] logs = logs(before, after);
        return Optional.of(
                new Contrast(
                        Mean.of(logs).getAsDouble(),
                        StandardDeviation.of(logs).getAsDouble() / Math.sqrt(logs.length),
                        logs.length - 1));
    }

    /**
     * How many times as long one took as the other in the rounds of both, however few they are.
     *
     * @param before one for each round, at least one
     * @param after of the same rounds
     * @throws IllegalArgumentException if they are not equally many
     */
    public static double ratio(double[] before, double[] after) {
        return Math.exp(Mean.of(logs(before, after)).getAsDouble());
    }

    private static double[] logs(double[] before, double[] after) {
        if (before.length != after.length) {
            throw new IllegalArgumentException(before.length + " and " + after.length + " rounds");
        }
        double[] logs = new double[before.length];
        Arrays.setAll(logs, round -> Math.log(before[round] / after[round]));
        return logs;
    }

    /** Of times from two runs that have nothing to do with each other: Welch's comparison. */
    public static Contrast independent(LogTimes before, LogTimes after) {
        return sum(
                before.mean() - after.mean(),
                List.of(before.ofMean(), after.ofMean()),
                new double[] {1, 1});
    }

    /**
     * A ratio of sums, whose parts are known by ratios of their own.
     *
     * @param log logarithm of the ratio of the sums
     * @param parts the parts' ratios
     * @param shares how much of the sum each part is
     */
    public static Contrast sum(double log, List<Contrast> parts, double[] shares) {
        double variance = 0;
        double byDegrees = 0;
        for (int i = 0; i < shares.length; i++) {
            Contrast part = parts.get(i);
            double own = Math.pow(shares[i] * part.standardError, 2);
            variance += own;
            byDegrees += own * own / part.degrees;
        }
        // Welch and Satterthwaite: the degrees of freedom of a sum of variances.
        double degrees = byDegrees > 0 ? variance * variance / byDegrees : 1;
        return new Contrast(log, Math.sqrt(variance), degrees);
    }

    /**
     * The geometric mean of some ratios.
     *
     * @param ratios of measurements that have nothing to do with one another
     * @param weights how often each counts
     * @return empty where one of them is not known
     */
    public static Optional<Contrast> mean(List<Optional<Contrast>> ratios, double[] weights) {
        List<Contrast> parts = ratios.stream().flatMap(Optional::stream).toList();
        if (parts.isEmpty() || parts.size() < ratios.size()) {
            return Optional.empty();
        }
        double all = Arrays.stream(weights).sum();
        double[] shares = Arrays.stream(weights).map(weight -> weight / all).toArray();
        double log = 0;
        for (int i = 0; i < shares.length; i++) {
            log += shares[i] * parts.get(i).log;
        }
        return Optional.of(sum(log, parts, shares));
    }

    /** How many times as long. */
    public double ratio() {
        return Math.exp(log);
    }

    /** The probability of a difference as large as this where there is none. */
    public double p() {
        if (standardError == 0) {
            return log == 0 ? 1 : 0;
        }
        double t = Math.abs(log) / standardError;
        return Math.min(1, 2 * TDistribution.of(degrees).survivalProbability(t));
    }

    /**
     * The ratio with its interval.
     *
     * @param level chance that the interval misses, such as 0.05
     * @param adjusted probability to show beside it
     */
    Difference at(double level, double adjusted) {
        double half =
                TDistribution.of(degrees).inverseSurvivalProbability(level / 2) * standardError;
        return new Difference(ratio(), Math.exp(log - half), Math.exp(log + half), adjusted, level);
    }

    /** The ratio by itself, with its 95% interval. */
    public Difference alone() {
        return at(Differences.LEVEL, p());
    }
}
