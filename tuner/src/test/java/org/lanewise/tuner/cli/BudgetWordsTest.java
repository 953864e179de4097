package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lanewise.tuner.session.Expectation;

class BudgetWordsTest {
    private static String words(int layers, int trials, int wanted) {
        return BudgetWords.of(new Expectation(layers, trials, wanted, Duration.ofSeconds(12)));
    }

    @Test
    void whatABudgetBuysIsSaid() {
        assertThat(words(16, 34, 48))
                .isEqualTo(
                        "16 layers, on average about 34 trials of the 48 asked for each, and about 12 s to confirm each.");
        assertThat(words(16, 48, 48))
                .isEqualTo("16 layers, on average 48 trials each, and about 12 s to confirm each.");
        assertThat(words(1, 300, Integer.MAX_VALUE))
                .isEqualTo("1 layer: about 300 trials, and about 12 s to confirm it.");
    }
}
