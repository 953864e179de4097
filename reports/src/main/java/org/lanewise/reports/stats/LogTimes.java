package org.lanewise.reports.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.lanewise.config.Estimate;

/**
 * What the logarithms of some JVMs' times come to.
 *
 * @param mean their mean
 * @param deviation their standard deviation, made larger where a median stands for the mean
 * @param count how many they are, at least 2
 */
public record LogTimes(double mean, double deviation, int count) {
    /**
     * Mean range of so many normal values in standard deviations: the factor d2 of control charts,
     * from two values on.
     */
    private static final double[] RANGE = {1.128, 1.693, 2.059, 2.326, 2.534, 2.704, 2.847};

    /**
     * How much wider the median of so many normal values spreads than their mean, from two on: a
     * file tells the median alone.
     */
    private static final double[] OF_MEDIAN = {1, 1.160, 1.092, 1.198, 1.135, 1.214, 1.160};

    /**
     * The times themselves.
     *
     * @return empty for fewer than {@link Contrast#LEAST_ROUNDS}
     */
    public static Optional<LogTimes> of(double[] times) {
        if (times.length < Contrast.LEAST_ROUNDS) {
            return Optional.empty();
        }
        double[] logs = Arrays.stream(times).map(Math::log).toArray();
        return Optional.of(
                new LogTimes(
                        Mean.of(logs).getAsDouble(),
                        StandardDeviation.of(logs).getAsDouble(),
                        logs.length));
    }

    /**
     * What a file says of them: up to eight JVMs the interval of their median is their whole range,
     * and a range tells a standard deviation.
     *
     * @param forks number of JVMs, empty if it is not known
     * @return empty where too few JVMs, or too many for that, are behind the estimate
     */
    public static Optional<LogTimes> of(Estimate time, OptionalInt forks) {
        int count = forks.orElse(0);
        if (count < Contrast.LEAST_ROUNDS || count > RANGE.length + 1) {
            return Optional.empty();
        }
        double range = Math.log(time.highNs() / time.lowNs());
        double deviation = OF_MEDIAN[count - 2] * range / RANGE[count - 2];
        return Optional.of(new LogTimes(Math.log(time.medianNs()), deviation, count));
    }

    /** Their mean, and how sure that is. */
    Contrast ofMean() {
        return new Contrast(mean, deviation / Math.sqrt(count), count - 1);
    }
}
