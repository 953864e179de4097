package org.lanewise.tuner.measure.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.MemoryLevel;

class LeastLimitsTest {
    private static MachineLimits limits(double peak, double copy) {
        return new MachineLimits(
                2,
                peak,
                List.of(
                        new MemoryLevel("L1", 1 << 15, 100),
                        new MemoryLevel("memory", Long.MAX_VALUE, copy)));
    }

    @Test
    void aPeakThatOnlyABusyMachineHasIsNotBelieved() {
        assertThat(LeastLimits.reached(limits(0.12, 10), 512)).isFalse();
        assertThat(LeastLimits.reached(limits(15.9, 10), 512)).isFalse();
        assertThat(LeastLimits.reached(limits(16, 10), 512)).isTrue();
        assertThat(LeastLimits.reached(limits(4, 10), 128)).isTrue();
    }

    @Test
    void aMemoryThatOnlyABusyMachineHasIsNotBelieved() {
        assertThat(LeastLimits.reached(limits(100, 0.4), 512)).isFalse();
        assertThat(LeastLimits.reached(limits(100, 5), 512)).isTrue();
    }

    /** Before the JIT had compiled it, a copy in the first cache took as long as 1 GB/s takes. */
    @Test
    void aCacheThatIsSlowerThanWhatLiesBehindItIsNotBelieved() {
        assertThat(LeastLimits.reached(caches(1, 87), 256)).isFalse();
        assertThat(LeastLimits.reached(caches(130, 7), 256)).isFalse();
        assertThat(LeastLimits.reached(caches(60, 87), 256)).isTrue();
        assertThat(LeastLimits.copyGbs(87)).isEqualTo(43.5);
        assertThat(LeastLimits.copyGbs(0.1)).isEqualTo(LeastLimits.copyGbs());
    }

    private static MachineLimits caches(double first, double second) {
        return new MachineLimits(
                1,
                100,
                List.of(
                        new MemoryLevel("L1", 1 << 15, first),
                        new MemoryLevel("L2", 1 << 19, second),
                        new MemoryLevel("memory", Long.MAX_VALUE, 16)));
    }
}
