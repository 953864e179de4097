package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Duration USUAL = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void anAnswerIsWaitedForAsLongAsThereIsTime() {
        assertThat(Deadline.in(LONG).patience(USUAL))
                .isBetween(LONG.minus(Duration.ofMinutes(1)), LONG);
    }

    @Test
    void atTheEndABusyMachineGetsSomeTimesTheUsual() {
        assertThat(Deadline.in(Duration.ZERO).patience(USUAL)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void nothingIsWaitedForPastTheOverrunHoweverLongItUsuallyTakes() {
        Deadline run = Deadline.in(Duration.ofSeconds(1), Duration.ofSeconds(1));
        for (Deadline step :
                new Deadline[] {
                    run, run.share(0.5), run.before(LONG), run.notBefore(LONG).share(0)
                }) {
            assertThat(step.patience(USUAL)).isPositive().isLessThanOrEqualTo(USUAL);
        }
        assertThat(Deadline.in(Duration.ZERO, Duration.ZERO).patience(USUAL)).isZero();
    }
}
