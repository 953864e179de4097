package org.lanewise.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RankCorrelationTest {
    private static double of(double[] one, double[] other) {
        return RankCorrelation.of(one, other).orElseThrow();
    }

    @Test
    void theOrderCountsAndNotTheDistance() {
        double[] values = {1, 2, 3, 1_000};
        assertThat(of(values, new double[] {5, 6, 7, 8})).isCloseTo(1, within(1e-12));
        assertThat(of(values, new double[] {8, 7, 6, 5})).isCloseTo(-1, within(1e-12));
    }

    /** Spearman's formula without ties: 1 - 6 * (0 + 1 + 1 + 0) / (4 * 15). */
    @Test
    void oneExchangeCostsWhatTheFormulaSays() {
        assertThat(of(new double[] {1, 2, 3, 4}, new double[] {1, 3, 2, 4}))
                .isCloseTo(0.8, within(1e-12));
    }

    @Test
    void ofTooFewOrOfEqualsNothingIsSaid() {
        assertThat(RankCorrelation.of(new double[] {1, 2}, new double[] {1, 2})).isEmpty();
        assertThat(RankCorrelation.of(new double[] {1, 1, 1}, new double[] {1, 2, 3})).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankCorrelation.of(new double[3], new double[4]));
    }
}
