package org.lanewise.tuner.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lanewise.config.Estimate;
import org.lanewise.tuner.measure.protocol.Estimates;

class EstimatesTest {
    @Test
    void oneSampleIsItsOwnInterval() {
        assertThat(Estimates.of(List.of(5.0))).isEqualTo(new Estimate(5, 5, 5));
    }

    @Test
    void fewSamplesGiveTheirWholeRange() {
        assertThat(Estimates.of(List.of(3.0, 1.0, 2.0, 9.0, 4.0))).isEqualTo(new Estimate(3, 1, 9));
    }

    /**
     * By the binomial distribution the interval of 20 samples runs from the 6th to the 15th
     * smallest.
     */
    @Test
    void twentySamplesGiveTheSixthAndTheFifteenth() {
        List<Double> samples = IntStream.rangeClosed(1, 20).mapToObj(i -> (double) i).toList();
        assertThat(Estimates.of(samples)).isEqualTo(new Estimate(10.5, 6, 15));
    }

    @Test
    void theIntervalHoldsTheTrueMedianAsOftenAsItClaims() {
        Random random = new Random(11);
        int held = 0;
        int repetitions = 2_000;
        for (int i = 0; i < repetitions; i++) {
            // Skewed, as times are: the median of 1 + e^x is 2.
            List<Double> samples =
                    random.doubles(15, 0, 1)
                            .map(u -> 1 + Math.exp(Math.log(u / (1 - u))))
                            .boxed()
                            .toList();
            Estimate estimate = Estimates.of(samples);
            held += estimate.lowNs() <= 2 && 2 <= estimate.highNs() ? 1 : 0;
        }
        assertThat((double) held / repetitions).isBetween(0.94, 0.99);
    }
}
