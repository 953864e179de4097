package org.lanewise.tuner.measure.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.tuner.measure.protocol.LeastLimits;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.worker.BelievedSpeed.Attempt;

class BelievedSpeedTest {
    private static final Attempt STEADY = alone(101.0, 100.0, 103.0, 180.0, 250.0, 900.0);
    private static final Attempt BUSY = alone(100.0, 140.0, 150.0, 180.0, 250.0, 900.0);

    private static Attempt alone(Double... nanos) {
        return new Attempt(List.of(nanos), 1);
    }

    @Test
    void theFastestIsBelievedWhereTwoOthersConfirmItHoweverSlowTheRest() {
        assertThat(STEADY.believed()).hasValue(100);
        assertThat(BUSY.believed()).isEmpty();
    }

    @Test
    void aSteadySpeedIsNotBelievedWhereOthersHadTheProcessorForLonger() {
        assertThat(new Attempt(STEADY.nanos(), 0.7).believed()).hasValue(100);
        assertThat(new Attempt(STEADY.nanos(), 0.3).believed()).isEmpty();
    }

    @Test
    void whatCannotBeBelievedIsMeasuredAgain() {
        Iterator<Attempt> measured = List.of(BUSY, STEADY).iterator();
        assertThat(BelievedSpeed.of(measured::next, 500, 1, BelievedSpeed.PATIENCE))
                .isCloseTo(5, within(1e-12));
    }

    @Test
    void aSteadySpeedThatIsNoMachinesIsMeasuredAgain() {
        // As of vectors that are objects: 0.12 operations a nanosecond, and evenly so.
        Attempt boxed = alone(32_000_000.0, 32_100_000.0, 32_200_000.0);
        double work = 2 * 12 * 10_000 * 16;
        double least = LeastLimits.peakGflops(512, 1);
        assertThat(work / boxed.nanos().getFirst()).isLessThan(least);
        Iterator<Attempt> measured = List.of(boxed, alone(33_000.0, 33_100.0, 33_200.0)).iterator();
        assertThat(BelievedSpeed.of(measured::next, work, least, BelievedSpeed.PATIENCE))
                .isGreaterThan(100);
    }

    @Test
    void whoHasNoTimeMeasuresOnce() {
        Iterator<Attempt> measured = List.of(BUSY).iterator();
        assertThatExceptionOfType(MeasureException.class)
                .isThrownBy(() -> BelievedSpeed.of(measured::next, 1, 0, Duration.ZERO))
                .withMessageContaining("too busy");
    }

    @Tag("slow")
    @Test
    void whatIsNeverBelievedIsRefusedInASentence() {
        AtomicInteger attempts = new AtomicInteger();
        assertThatExceptionOfType(MeasureException.class)
                .isThrownBy(() ->
                        BelievedSpeed.of(
                                () -> {
                                    attempts.incrementAndGet();
                                    return BUSY;
                                },
                                1,
                                0,
                                BelievedSpeed.PATIENCE))
                .withMessageContaining("too busy");
        assertThat(attempts).hasValue(6);
    }
}
