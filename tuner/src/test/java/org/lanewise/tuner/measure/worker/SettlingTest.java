package org.lanewise.tuner.measure.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SettlingTest {
    @Test
    void whatIsSteadyFromTheBeginningIsLookedAtTwice() {
        assertThat(Settling.of(looks(100, 102, 55))).containsExactly(100.0, 102.0);
    }

    @Test
    void whatGetsFasterIsLookedAtUntilItStays() {
        assertThat(Settling.of(looks(900, 400, 120, 101, 100, 55))).containsExactly(101.0, 100.0);
    }

    @Test
    void whatNeverSettlesIsGivenUp() {
        AtomicInteger looks = new AtomicInteger();
        Settling.of(() -> looks.incrementAndGet() % 2 == 0 ? 100 : 200);
        assertThat(looks).hasValue(25);
    }

    private static java.util.function.DoubleSupplier looks(double... values) {
        Iterator<Double> next = DoubleStream.of(values).iterator();
        return next::next;
    }
}
