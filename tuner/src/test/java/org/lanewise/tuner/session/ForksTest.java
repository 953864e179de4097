package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.config.Estimate;
import org.lanewise.schedule.Schedule;

class ForksTest {
    private static final Schedule SCHEDULE = Schedule.parse("c512_b1_t2x6_chw_taps_held_raw");

    private static Estimate time(double... mediansNs) {
        return ForkTimes.of(SCHEDULE, 100, mediansNs).time();
    }

    /**
     * One of three JVMs was disturbed and took five times as long: a formula that assumes a
     * distribution makes of it an interval down to a twentieth of the fastest time.
     */
    @Test
    void noIntervalHoldsATimeThatNoForkTook() {
        assertThat(time(75, 390, 76)).isEqualTo(new Estimate(76, 75, 390));
        assertThat(time(14, 15)).isEqualTo(new Estimate(14.5, 14, 15));
        assertThat(time(14)).isEqualTo(new Estimate(14, 14, 14));
    }

    @Test
    void twoSpeedsAreNotAveragedAwayButSpannedByTheInterval() {
        assertThat(time(53, 105, 53, 53, 105, 53)).isEqualTo(new Estimate(53, 53, 105));
    }

    /** Of nine, the second and the second to last hold the median with 96.1%. */
    @ParameterizedTest
    @CsvSource({"5, 1, 5", "6, 1, 6", "8, 1, 8", "9, 2, 8", "12, 3, 10"})
    void moreForksThanAreNeededLeaveTheOutermostOut(int forks, double low, double high) {
        double[] times = new double[forks];
        for (int fork = 0; fork < forks; fork++) {
            times[fork] = forks - fork;
        }
        Estimate time = time(times);
        assertThat(time.lowNs()).isEqualTo(low);
        assertThat(time.highNs()).isEqualTo(high);
    }
}
