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

class BelievedSpeedTest {
    private static final List<Double> STEADY = List.of(101.0, 100.0, 103.0, 180.0, 250.0, 900.0);
    private static final List<Double> BUSY = List.of(100.0, 140.0, 150.0, 180.0, 250.0, 900.0);

    @Test
    void theFastestIsBelievedWhereTwoOthersConfirmItHoweverSlowTheRest() {
        assertThat(BelievedSpeed.believed(STEADY)).hasValue(100);
        assertThat(BelievedSpeed.believed(BUSY)).isEmpty();
    }

    @Test
    void whatCannotBeBelievedIsMeasuredAgain() {
        Iterator<List<Double>> measured = List.of(BUSY, STEADY).iterator();
        assertThat(BelievedSpeed.of(measured::next, 500, 1, BelievedSpeed.PATIENCE))
                .isCloseTo(5, within(1e-12));
    }

    @Test
    void aSteadySpeedThatIsNoMachinesIsMeasuredAgain() {
        // As of vectors that are objects: 0.12 operations a nanosecond, and evenly so.
        List<Double> boxed = List.of(32_000_000.0, 32_100_000.0, 32_200_000.0);
        double work = 2 * 12 * 10_000 * 16;
        double least = LeastLimits.peakGflops(512, 1);
        assertThat(work / boxed.getFirst()).isLessThan(least);
        Iterator<List<Double>> measured =
                List.of(boxed, List.of(33_000.0, 33_100.0, 33_200.0)).iterator();
        assertThat(BelievedSpeed.of(measured::next, work, least, BelievedSpeed.PATIENCE))
                .isGreaterThan(100);
    }

    @Test
    void whoHasNoTimeMeasuresOnce() {
        Iterator<List<Double>> measured = List.of(BUSY).iterator();
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
