package org.lanewise.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BestOfDrawsTest {
    private static final double[] TEN = {50, 10, 90, 20, 60, 30, 70, 40, 100, 80};

    /** One draw of ten is the lowest with a chance of 1/10, one of the five lowest with 1/2. */
    @Test
    void oneDrawIsAnyOfThem() {
        BestOfDraws draws = new BestOfDraws(TEN);
        assertThat(draws.reached(1, 0.1)).isEqualTo(10);
        assertThat(draws.reached(1, 0.5)).isEqualTo(50);
        assertThat(draws.reached(1, 1)).isEqualTo(100);
    }

    /** Neither of two is among the three lowest with a chance of 7/10 * 6/9, which is 42/90. */
    @Test
    void twoDrawsAreWhatTheFormulaSays() {
        BestOfDraws draws = new BestOfDraws(TEN);
        assertThat(draws.reached(2, 48.0 / 90 - 1e-6)).isEqualTo(30);
        assertThat(draws.reached(2, 48.0 / 90 + 1e-6)).isEqualTo(40);
    }

    @Test
    void allDrawsHoldTheLowestForCertain() {
        assertThat(new BestOfDraws(TEN).reached(10, 1)).isEqualTo(10);
        assertThat(new BestOfDraws(7).reached(1, 0.5)).isEqualTo(7);
    }

    @Test
    void whereMostFailedSoMayAllDraws() {
        double never = Double.POSITIVE_INFINITY;
        BestOfDraws draws = new BestOfDraws(5, never, never, never);
        assertThat(draws.reached(1, 0.25)).isEqualTo(5);
        assertThat(draws.reached(1, 0.5)).isEqualTo(never);
        assertThatIllegalArgumentException().isThrownBy(BestOfDraws::new);
    }

    @Test
    void theFormulaIsWhatManyDrawsComeTo() {
        List<Double> costs = new ArrayList<>(Arrays.stream(TEN).boxed().toList());
        Random random = new Random(5);
        double[] best = new double[4_001];
        for (int i = 0; i < best.length; i++) {
            Collections.shuffle(costs, random);
            best[i] = Collections.min(costs.subList(0, 3));
        }
        Arrays.sort(best);
        BestOfDraws draws = new BestOfDraws(TEN);
        assertThat(best[best.length / 2]).isEqualTo(draws.reached(3, 0.5));
        assertThat(best[best.length * 9 / 10]).isEqualTo(draws.reached(3, 0.9));
    }
}
