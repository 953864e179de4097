package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lanewise.config.Estimate;
import org.lanewise.schedule.Schedule;

class WinnerTest {
    private static final Schedule LARGE = Schedule.parse("c512_b1_t2x6_chw_taps_held_raw");
    private static final Schedule SMALL = Schedule.parse("c512_b1_t1x2_chw_taps_held_raw");

    @Test
    void theFasterKernelWinsHoweverLongItWarmsUp() {
        assertThat(
                        Winner.among(
                                Map.of(LARGE, time(100, 99, 101), SMALL, time(110, 108, 112)),
                                Map.of(LARGE, 2000.0, SMALL, 10.0)))
                .isEqualTo(LARGE);
    }

    @Test
    void ofTwoThatTieTheOneThatIsReadySoonerWins() {
        assertThat(
                        Winner.among(
                                Map.of(LARGE, time(100, 98, 102), SMALL, time(101, 99, 103)),
                                Map.of(LARGE, 400.0, SMALL, 90.0)))
                .isEqualTo(SMALL);
    }

    @Test
    void ofTwoThatTieInBothTheSmallerTileWins() {
        assertThat(
                        Winner.among(
                                Map.of(LARGE, time(100, 98, 102), SMALL, time(101, 99, 103)),
                                Map.of(LARGE, 90.0, SMALL, 90.0)))
                .isEqualTo(SMALL);
    }

    @Test
    void wideIntervalsDoNotMakeASlowKernelATie() {
        assertThat(
                        Winner.among(
                                Map.of(LARGE, time(100, 80, 130), SMALL, time(110, 80, 130)),
                                Map.of(LARGE, 400.0, SMALL, 90.0)))
                .isEqualTo(LARGE);
    }

    private static Estimate time(double median, double low, double high) {
        return new Estimate(median, low, high);
    }
}
