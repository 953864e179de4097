package org.lanewise.tuner.measure.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How long processes are waited for that get much, little and nothing of a processor. */
@Execution(ExecutionMode.CONCURRENT)
class WaitTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** How long a process is waited for that never answers, by what it has used after a while. */
    private static Duration waited(UnaryOperator<Duration> used) {
        return waited(LIMIT.multipliedBy(Wait.MOST_LIMITS), used);
    }

    private static Duration waited(Duration most, UnaryOperator<Duration> used) {
        Wait wait = new Wait(LIMIT, most, 0, used.apply(Duration.ZERO));
        long now = 0;
        long next = wait.next(now, used.apply(Duration.ZERO));
        while (next > 0) {
            now += next;
            next = wait.next(now, used.apply(Duration.ofNanos(now)));
        }
        return Duration.ofNanos(now);
    }

    @Test
    void whoHasAProcessorOfItsOwnIsWaitedForUntilItsLimit() {
        assertThat(waited(clock -> clock)).isEqualTo(LIMIT);
        assertThat(waited(clock -> clock.multipliedBy(3).plusSeconds(60))).isEqualTo(LIMIT);
    }

    @Test
    void whoSharesAProcessorWithAnotherIsWaitedForTwiceAsLong() {
        assertThat(waited(clock -> clock.dividedBy(2))).isEqualTo(LIMIT.multipliedBy(2));
    }

    @Test
    void whoGetsNextToNothingIsWaitedForUntilTheClockSaysNo() {
        assertThat(waited(clock -> clock.dividedBy(20)))
                .isEqualTo(LIMIT.multipliedBy(Wait.MOST_LIMITS));
    }

    @Test
    void whoeverTheProcessorsAreSharedWithTheClockMaySayNoBefore() {
        for (Duration most : new Duration[] {Duration.ofSeconds(7), Duration.ofSeconds(3)}) {
            assertThat(waited(most, clock -> clock.dividedBy(20))).isEqualTo(most);
        }
        assertThat(waited(Duration.ZERO, clock -> clock)).isZero();
    }

    @Test
    void whoDoesNothingAnyMoreIsWaitedForAMomentLonger() {
        Duration started = Duration.ofSeconds(1);
        assertThat(waited(clock -> clock.compareTo(started) < 0 ? clock : started))
                .isEqualTo(LIMIT.plus(Wait.LOOK));
    }
}
