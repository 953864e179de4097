package org.lanewise.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.schedule.InvalidScheduleException;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.testkit.KernelTester;
import org.lanewise.workload.Workload;

/**
 * Output sizes just below, at and just above the register tile, and primes, for schedules of every
 * kind.
 */
class KernelSweepTest {
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "c512_b1_t2x6_chw_taps_held_raw, k3_s1_p1_nchw16c",
        "c512_b1_t3x4_cwh_taps_reload_checked, k3_s2_p0.0.1.1_nchw16c_bias_relu6",
        "c256_b2_t2x4_hcw_cols_reload_raw, k5_s1_p2_nchw16c",
        "c256_b1_t4x4_chw_taps_reload_raw, k3_s1_p1_d2_nchw8c",
        "c128_b1_t2x4_chw_none_reload_raw, k7_s1_p3_nchw8c_relu",
        "c256_b3_t2x4_hwc_taps_reload_raw, k3_s1_p1_nhwc_bias",
        "c512_b2_t1x7_hcw_cols_reload_checked, k5x3_s2x1_p2.0.2.1_nhwc",
        "c128_b1_t2x3_chw_none_reload_raw, k1x7_s1_p3_nhwc_clamp-0.5..0.5",
        "w512_b1_t4x1_chw_taps_held_raw, k3_s1_p1_nchw",
        "w256_b2_t2x2_cwh_taps_reload_checked, k3_s2_p1_nchw_m2_bias",
        "w128_b1_t3x2_hcw_cols_reload_raw, k5_s2_p2_nchw_relu6",
        "w128_b3_t2x2_hwc_none_reload_raw, k7_s1_p3_nchw"
    })
    void sizesAroundTheTileAreRight(String schedule, String rest) {
        int kernels = 0;
        try (KernelTester tester = new KernelTester()) {
            Schedule parsed = Schedule.parse(schedule);
            int columns = parsed.tileW() * (schedule.startsWith("w") ? parsed.lanes() : 1);
            int stride = rest.contains("_s2") ? 2 : 1;
            int[][] sizes = {
                {parsed.tileH(), columns - 1},
                {parsed.tileH() + 1, columns},
                {parsed.tileH() * 2 - 1, columns + 1},
                {7, 17},
                {13, 11}
            };
            for (int[] size : sizes) {
                Workload workload =
                        Workload.parse(
                                "2x"
                                        + channels(parsed)
                                        + "x"
                                        + size[0] * stride + "x" + size[1] * stride
                                        + "_"
                                        + rest);
                ScheduleSpace space = ScheduleSpace.of(workload, KernelTester.MAX_BITS);
                if (space.broken(parsed).isEmpty()) {
                    assertThat(tester.fault(space.admit(parsed))).isEmpty();
                    kernels++;
                }
            }
        }
        assertThat(kernels).isGreaterThanOrEqualTo(2);
    }

    /** No multiple of the vector, and more than one unit in a block. */
    private static int channels(Schedule schedule) {
        return schedule.lanes() * 3 - 3;
    }

    @ParameterizedTest
    @CsvSource({
        "16x8x8_k3_s1_p1_nchw16c, w512_b1_t1x1_chw_taps_held_raw, axis-fits-layout",
        "16x8x8_k3_s1_p1_nchw8c, c512_b1_t1x1_chw_taps_held_raw, vector-fits-block",
        "16x8x8_m2_k3_s1_p1_nchw16c, c512_b1_t1x1_chw_taps_held_raw, multiplier-needs-width",
        "16x32x32_k3_s3_p1_nchw, w512_b1_t1x1_chw_taps_held_raw, width-stride",
        "16x8x8_k3_s1_p1_nchw16c, c512_b1_t9x1_chw_taps_held_raw, tile-within-output",
        "16x8x8_k3_s1_p1_nchw16c, c512_b2_t1x1_chw_taps_held_raw, block-within-channels",
        "32x8x8_k3_s1_p1_nchw16c, c512_b1_t1x1_hwc_taps_held_raw, order-needs-block",
        "16x8x8_k3_s1_p1_nchw16c, c512_b1_t1x1_chw_cols_held_raw, held-needs-unrolled-taps",
        "16x8x8_k7_s1_p3_nchw16c, c512_b1_t1x1_chw_taps_held_raw, held-within-registers",
        "16x8x8_k3_s1_p1_nchw16c, c512_b1_t8x8_chw_taps_reload_raw, tile-within-registers",
        "16x40x40_k9_s1_p4_nchw16c, c512_b1_t4x8_chw_taps_reload_raw, method-within-jit"
    })
    void whatCannotBeGeneratedIsRefusedWithTheRulesName(
            String workload, String schedule, String rule) {
        ScheduleSpace space = ScheduleSpace.of(Workload.parse(workload), KernelTester.MAX_BITS);
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () -> space.admit(Schedule.parse(schedule))))
                .isInstanceOf(InvalidScheduleException.class)
                .hasMessageContaining("breaks the rule " + rule + " on");
    }
}
