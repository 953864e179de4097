package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.config.Estimate;
import org.lanewise.config.Mode;

class ForkStatisticsTest {
    @Test
    void twoSpeedsInDifferentJvmsAreTwoModesFastestFirst() {
        assertThat(ForkStatistics.modes(new double[] {105, 53, 54, 106, 53.5, 53.2}))
                .containsExactly(new Mode(53.35, 4), new Mode(105.5, 2));
    }

    @Test
    void oneJvmThatStandsApartIsNoMode() {
        assertThat(ForkStatistics.modes(new double[] {53, 54, 53.5, 105})).isEmpty();
        assertThat(ForkStatistics.modes(new double[] {53, 105})).isEmpty();
    }

    @Test
    void scatterWithoutAGapIsNoMode() {
        assertThat(ForkStatistics.modes(new double[] {100, 104, 107, 111})).isEmpty();
    }

    @Test
    void aGapBetweenTimesThatDoNotAgreeAmongThemselvesIsNoMode() {
        assertThat(ForkStatistics.modes(new double[] {100, 106, 130, 131})).isEmpty();
    }

    @Test
    void equalTimesHaveOneSpeedAndAnIntervalWithoutWidth() {
        double[] equal = {100, 100, 100, 100};
        assertThat(ForkStatistics.modes(equal)).isEmpty();
        Estimate estimate = ForkStatistics.estimate(equal);
        assertThat(estimate.lowNs()).isCloseTo(100, within(1e-9));
        assertThat(estimate.highNs()).isCloseTo(100, within(1e-9));
    }

    @Test
    void twoSpeedsAreNotAveragedAwayButSpannedByTheInterval() {
        Estimate estimate = ForkStatistics.estimate(new double[] {53, 53, 53, 53, 105, 105});
        assertThat(estimate.medianNs()).isEqualTo(53);
        assertThat(estimate.highNs()).isGreaterThan(80);
    }

    /**
     * By hand: logarithms of 1/f, 1, f have standard deviation ln f, and t of 2 degrees is 4.303.
     */
    @Test
    void theIntervalIsStudentsOnTheLogarithms() {
        double f = 1.02;
        Estimate estimate = ForkStatistics.estimate(new double[] {100 / f, 100, 100 * f});
        double half = 4.302653 * Math.log(f) / Math.sqrt(3);
        assertThat(estimate.medianNs()).isEqualTo(100);
        assertThat(estimate.highNs()).isCloseTo(100 * Math.exp(half), within(1e-3));
        assertThat(estimate.lowNs()).isCloseTo(100 * Math.exp(-half), within(1e-3));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 7})
    void equalKernelsAreToldApartNoMoreOftenThanClaimed(int rounds) {
        Random random = new Random(17);
        int repetitions = 4_000;
        long wrong =
                IntStream.range(0, repetitions)
                        .filter(i ->
                                ForkStatistics.knownAboveOne(
                                        random.doubles(rounds)
                                                .map(u -> Math.exp(0.03 * random.nextGaussian()))
                                                .toArray()))
                        .count();
        // One tail of a 95% interval.
        assertThat((double) wrong / repetitions).as("seed 17").isBetween(0.015, 0.035);
    }

    @Test
    void oneOrTwoRoundsShowOnlyWhatIsLargerThanJvmsOfOneKernelDiffer() {
        assertThat(ForkStatistics.knownAboveOne(new double[] {2})).isTrue();
        assertThat(ForkStatistics.knownAboveOne(new double[] {1.5, 1.4})).isTrue();
        assertThat(ForkStatistics.knownAboveOne(new double[] {1.07})).isFalse();
        assertThat(ForkStatistics.knownAboveOne(new double[] {1.5, 1.01})).isFalse();
        assertThat(ForkStatistics.knownBelow(1.02, new double[] {1})).isFalse();
        assertThat(ForkStatistics.knownAboveOne(new double[] {})).isFalse();
    }
}
