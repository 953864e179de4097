package org.lanewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lanewise.schedule.LegalSchedule;

class ShrinkerTest {
    private static final LegalSchedule LARGE =
            KernelTester.legal(
                    "2x23x17x19_k5x3_s2_p2.1.2.1_nchw16c_bias_relu6",
                    "c256_b2_t3x4_hwc_taps_held_raw");

    @Test
    void dropsEverythingThatDoesNotMatter() {
        assertThat(Shrinker.shrink(LARGE, any -> true))
                .hasToString("1x1x1_k1_s1_p0_nchw16c by c256_b1_t1x1_chw_none_reload_checked");
    }

    @Test
    void keepsWhatTheFailureNeeds() {
        LegalSchedule shrunk =
                Shrinker.shrink(
                        LARGE,
                        kernel ->
                                kernel.workload().channels() > 5
                                        && kernel.workload().padding().left() > 0
                                        && kernel.schedule().tileW() == 4);
        assertThat(shrunk.workload().channels()).isEqualTo(6);
        assertThat(shrunk.workload().padding().left()).isEqualTo(1);
        assertThat(shrunk.workload().padding().top()).isZero();
        assertThat(shrunk.workload().output().w()).isEqualTo(4);
        assertThat(shrunk.workload().input().h()).isEqualTo(1);
        assertThat(shrunk.schedule()).hasToString("c256_b1_t1x4_chw_none_reload_checked");
    }
}
