package org.lanewise.tuner.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExpectedImprovementTest {
    /**
     * Of a standard normal: its density at 0 is 0.39894, and 1 standard deviation is worth 1.08332.
     */
    @Test
    void isTheMeanOfWhatIsGained() {
        assertThat(ExpectedImprovement.logarithm(0, 1)).isCloseTo(Math.log(0.39894), within(1e-4));
        assertThat(ExpectedImprovement.logarithm(1, 1)).isCloseTo(Math.log(1.08332), within(1e-4));
        assertThat(ExpectedImprovement.logarithm(-1, 1)).isCloseTo(Math.log(0.08332), within(1e-3));
        assertThat(ExpectedImprovement.logarithm(0, 3))
                .isCloseTo(Math.log(3 * 0.39894), within(1e-4));
    }

    @Test
    void tellsApartWhatIsWithoutHope() {
        double last = ExpectedImprovement.logarithm(0, 1);
        for (double worse = 0.5; worse < 1000; worse += 0.5) {
            double next = ExpectedImprovement.logarithm(-worse, 1);

            assertThat(next).isFinite().isLessThan(last);
            last = next;
        }
        // The slope there is 20.1: what is computed in two ways meets.
        assertThat(ExpectedImprovement.logarithm(-20.0001, 1))
                .isCloseTo(
                        ExpectedImprovement.logarithm(-19.9999, 1) - 0.0002 * 20.1, within(1e-5));
    }
}
