package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WarmUpsTest {
    private static void untilTheClockHasMoved() {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < 2) {
            Thread.onSpinWait();
        }
    }

    /** Else a layer that is loaded slowly would leave those before it interpreted. */
    @Test
    void loadingTakesNothingFromTheTimeOfWarmUps() {
        Duration limit = Duration.ofNanos(1);
        WarmUps warmUps = new WarmUps(limit, 1, (layer, result, done, all) -> {});
        untilTheClockHasMoved();
        assertThat(warmUps.left()).isEqualTo(limit);
        warmUps.allMade();
        untilTheClockHasMoved();
        assertThat(warmUps.left()).isZero();
    }
}
