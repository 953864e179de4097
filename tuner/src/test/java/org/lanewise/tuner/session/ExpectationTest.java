package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExpectationTest {
    private static Expectation of(int trials, long known) {
        return Expectation.of(
                new Budget(Duration.ofMinutes(8), trials),
                16,
                known,
                Duration.ofSeconds(280),
                Duration.ofSeconds(160));
    }

    @Test
    void aShortTimeBuysFewerTrialsThanAskedFor() {
        assertThat(of(96, 0)).isEqualTo(new Expectation(16, 26, 96, Duration.ofSeconds(10)));
    }

    @Test
    void noMoreTrialsAreExpectedThanAskedFor() {
        assertThat(of(24, 0).trials()).isEqualTo(24);
    }

    @Test
    void trialsOfEarlierRunsCount() {
        assertThat(of(96, 160).trials()).isEqualTo(36);
    }
}
