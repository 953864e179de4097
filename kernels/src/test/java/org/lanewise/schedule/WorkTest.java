package org.lanewise.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

class WorkTest {
    @ParameterizedTest
    @CsvSource({
        // Schedules that were the fastest of all tried by hand must stay legal.
        "256x12x12_k3_s1_p1_nchw16c, c512_b1_t2x6_chw_taps_held_raw",
        "512x14x14_k3_s1_p1_nchw16c, c512_b1_t1x14_chw_taps_held_raw",
        "512x14x14_k3_s2_p1_nchw16c, c512_b1_t4x7_chw_taps_held_raw",
        "1024x7x7_k3_s1_p1_nchw16c, c512_b1_t4x4_chw_taps_held_raw",
        "240x14x14_k5_s1_p2_nchw16c, c512_b1_t1x14_chw_taps_held_checked",
        "96x56x56_k7_s1_p3_nchw16c, c512_b1_t1x14_chw_cols_reload_raw",
        "1024x7x7_k3_s1_p1_nhwc, c512_b4_t1x7_cwh_slide_held_raw",
        "240x28x28_k5_s1_p2_nchw16c, c512_b1_t1x3_cwh_slide_reload_raw",
        "300x15x15_k3_s1_p1_nchw, w512_b8_t14x1_cwh_slide_held_raw"
    })
    void whatIsKnownToBeFastIsSmallEnough(String workload, String schedule) {
        assertThat(largestMethod(workload, schedule)).isLessThanOrEqualTo(Target.METHOD_LIMIT);
    }

    @ParameterizedTest
    @CsvSource({
        "96x56x56_k7_s1_p3_nchw16c, c512_b1_t1x14_chw_taps_reload_raw",
        "1x1000000x1_k1001x1_p500.0.500.0_nchw, w512_b1_t1x1_chw_plane_reload_raw",
        "64x128x10_k3_s1_p1_nchw, w512_b1_t127x1_cwh_slide_held_raw",
        "32x30x97_k5_s2_p2, w256_b1_t7x3_cwh_taps_held_raw",
        "1x64x3000_k1x2001_p0.1000.0.1000, w512_b1_t1x1_chw_none_reload_raw"
    })
    void whatHotSpotWouldLeaveInterpretedIsTooLarge(String workload, String schedule) {
        assertThat(largestMethod(workload, schedule)).isGreaterThan(Target.METHOD_LIMIT);
    }

    private static long largestMethod(String workload, String schedule) {
        return new Plan(Workload.parse(workload), Schedule.parse(schedule), Target.AVX512)
                .work()
                .largestMethod();
    }
}
