package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

class UncompiledSharesTest {
    private static final Outcome TIMED =
            new Outcome.Measured(new Estimate(100, 99, 101), List.of(100.0), 1);
    private static final Outcome BOXED = new Outcome.NotIntrinsified(64, "");

    private final UncompiledShares shares = new UncompiledShares();

    private void add(int times, String schedule, Stage stage, Outcome outcome) {
        for (int i = 0; i < times; i++) {
            shares.add(
                    new Trial(
                            Workload.parse("32x8x8_k3_p1_nchw16c"),
                            Schedule.parse(schedule),
                            stage,
                            CacheState.HOT,
                            "random",
                            1,
                            outcome,
                            Instant.EPOCH));
        }
    }

    @Test
    void aValueThatManyUncompiledCandidatesShareIsNamedWithItsShare() {
        add(96, "c512_b1_t2x6_chw_taps_held_raw", Stage.SCREEN, TIMED);
        add(6, "c256_b1_t2x6_chw_taps_held_raw", Stage.SCREEN, BOXED);
        add(54, "c256_b1_t2x6_chw_taps_held_raw", Stage.SCREEN, TIMED);
        assertThat(shares.lines())
                .singleElement()
                .asString()
                .contains("6 of 156 (3.8%) screened never became", "256: 6 of 60 (10.0%)")
                .doesNotContain("512:");
    }

    @Test
    void confirmationsFailuresOfOtherKindsAndRareValuesAreLeftOut() {
        add(30, "c512_b1_t2x6_chw_taps_held_raw", Stage.SCREEN, TIMED);
        add(30, "c512_b1_t2x6_chw_taps_held_raw", Stage.CONFIRM, BOXED);
        add(30, "c512_b1_t2x6_chw_taps_held_raw", Stage.SCREEN, new Outcome.TimedOut(1));
        assertThat(shares.lines())
                .containsExactly(
                        "  0 of 30 (0.0%) screened never became vector instructions;"
                                + " no knob's value with 50 or more has more than 2%");
        assertThat(new UncompiledShares().lines()).isEmpty();
    }
}
