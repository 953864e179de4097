package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.config.Estimate;
import org.lanewise.schedule.Schedule;

class WinnerTest {
    private static final Schedule LARGE = Schedule.parse("c512_b1_t2x6_chw_taps_held_raw");
    private static final Schedule SMALL = Schedule.parse("c512_b1_t1x2_chw_taps_held_raw");

    @Test
    void theFasterKernelWinsHoweverLongItWarmsUp() {
        assertThat(winner(new Estimate(100, 99, 101), 2000, new Estimate(110, 108, 112), 10))
                .isEqualTo(LARGE);
    }

    @Test
    void ofTwoThatTieTheOneThatIsReadySoonerWins() {
        assertThat(winner(new Estimate(100, 98, 102), 400, new Estimate(101, 99, 103), 90))
                .isEqualTo(SMALL);
    }

    @Test
    void ofTwoThatTieInBothTheSmallerTileWins() {
        assertThat(winner(new Estimate(100, 98, 102), 90, new Estimate(101, 99, 103), 90))
                .isEqualTo(SMALL);
    }

    @Test
    void wideIntervalsDoNotMakeASlowKernelATie() {
        assertThat(winner(new Estimate(100, 80, 130), 400, new Estimate(110, 80, 130), 90))
                .isEqualTo(LARGE);
    }

    private static Schedule winner(
            Estimate large, double largeReadyMs, Estimate small, double smallReadyMs) {
        return Winner.among(
                        List.of(
                                new Winner.Contender(LARGE, large, largeReadyMs),
                                new Winner.Contender(SMALL, small, smallReadyMs)))
                .schedule();
    }
}
