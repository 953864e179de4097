package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.tuner.measure.Cutoff;

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
    void nothingIsWaitedForPastTheCutoffHoweverLongItUsuallyTakes() {
        Deadline run = Deadline.in(Duration.ofSeconds(1), Cutoff.in(USUAL));
        for (Deadline step : List.of(run, run.share(0.5), run.before(LONG), run.notBefore(LONG))) {
            assertThat(step.patience(USUAL)).isLessThanOrEqualTo(USUAL);
        }
        Deadline over = Deadline.in(LONG, Cutoff.in(Duration.ZERO));
        assertThat(over.patience(USUAL)).isZero();
        assertThat(over.cutOff()).isTrue();
        assertThat(Deadline.in(LONG).cutOff()).isFalse();
    }
}
