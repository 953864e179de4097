package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    void equalTimesHaveOneSpeed() {
        assertThat(ForkStatistics.modes(new double[] {100, 100, 100, 100})).isEmpty();
    }

    /**
     * By hand: logarithms of 1/f, 1, f have standard deviation ln f, and t of 2 degrees is 4.303,
     * so the mean is known to 2.484 times ln f.
     */
    @Test
    void threeRoundsTellApartWhatDiffersByStudentsInterval() {
        double f = 1.02;
        double half = Math.exp(4.302653 * Math.log(f) / Math.sqrt(3));
        for (double ratio : new double[] {half * 1.0001, half / 1.0001}) {
            double[] ratios = {ratio / f, ratio, ratio * f};
            assertThat(ForkStatistics.knownAbove(1, ratios)).isEqualTo(ratio > half);
        }
        double limit = 1 / half;
        for (double ratio : new double[] {limit * 1.0001, limit / 1.0001}) {
            double[] ratios = {ratio / f, ratio, ratio * f};
            assertThat(ForkStatistics.knownBelow(1, ratios)).isEqualTo(ratio < limit);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 7})
    void equalKernelsAreToldApartNoMoreOftenThanClaimed(int rounds) {
        Random random = new Random(17);
        int repetitions = 4_000;
        long wrong =
                IntStream.range(0, repetitions)
                        .filter(i ->
                                ForkStatistics.knownAbove(
                                        1,
                                        random.doubles(rounds)
                                                .map(u -> Math.exp(0.03 * random.nextGaussian()))
                                                .toArray()))
                        .count();
        // One tail of a 95% interval.
        assertThat((double) wrong / repetitions).as("seed 17").isBetween(0.015, 0.035);
    }

    @Test
    void whatIsKnownToBeSlowerMayStillBeSlowerByLessThanAPercent() {
        double[] ratios = {1.008, 1.008, 1.0081};
        assertThat(ForkStatistics.knownAbove(1, ratios)).isTrue();
        assertThat(ForkStatistics.knownAbove(1.01, ratios)).isFalse();
    }

    @Test
    void oneOrTwoRoundsShowOnlyWhatIsLargerThanJvmsOfOneKernelDiffer() {
        assertThat(ForkStatistics.knownAbove(1, new double[] {2})).isTrue();
        assertThat(ForkStatistics.knownAbove(1, new double[] {1.5, 1.4})).isTrue();
        assertThat(ForkStatistics.knownAbove(1, new double[] {1.07})).isFalse();
        assertThat(ForkStatistics.knownAbove(1, new double[] {1.5, 1.01})).isFalse();
        assertThat(ForkStatistics.knownBelow(1.02, new double[] {1})).isFalse();
        assertThat(ForkStatistics.knownAbove(1, new double[] {})).isFalse();
    }
}
