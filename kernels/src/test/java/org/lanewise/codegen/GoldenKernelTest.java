package org.lanewise.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.codegen.lower.Lowering;
import org.lanewise.codegen.print.LoopNestPrinter;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.testkit.BesideOtherClasses;
import org.lanewise.testkit.KernelTester;
import org.lanewise.workload.Workload;

/**
 * One kernel for each value of each knob, and for each thing a workload can ask for, beside a plain
 * one that it differs from in that only. The same kernels are run, so a golden file is never wrong.
 */
@BesideOtherClasses
class GoldenKernelTest {
    private static final String BLOCKED = "32x2x2_k2_nchw16c";
    private static final String PLAIN = "2x2x10_k2_nchw";
    private static final String PLAIN_SCHEDULE = "w128_b1_t1x1_chw_taps_reload_raw";

    /** Name to workload and schedule. */
    private static final Map<String, String> KERNELS = new LinkedHashMap<>();

    static {
        KERNELS.put("axis-c", BLOCKED + " c512_b1_t1x1_chw_taps_reload_raw");
        KERNELS.put("axis-c-nchw", "8x2x3_k1_nchw c128_b2_t1x1_chw_taps_reload_raw");
        KERNELS.put("axis-c-nchw-tail", "6x2x2_k1_nchw c128_b2_t1x1_chw_taps_reload_raw");
        KERNELS.put("axis-w", PLAIN + " " + PLAIN_SCHEDULE);
        KERNELS.put("vectorBits-128", BLOCKED + " c128_b1_t1x1_chw_taps_reload_raw");
        KERNELS.put("vectorBits-256", BLOCKED + " c256_b1_t1x1_chw_taps_reload_raw");
        KERNELS.put("vectorBits-512", PLAIN + " w512_b1_t1x1_chw_taps_reload_raw");
        KERNELS.put("channelBlock-2", BLOCKED + " c512_b2_t1x1_chw_taps_reload_raw");
        KERNELS.put("tileH-2", "16x3x2_k2_nchw16c c512_b1_t2x1_chw_taps_reload_raw");
        KERNELS.put("tileW-2", "16x2x3_k2_nchw16c c512_b1_t1x2_chw_taps_reload_raw");
        KERNELS.put("tileC-2", "32x2x2_k2_nhwc c512_b2_t1x1x2_chw_taps_reload_raw");
        KERNELS.put(
                "tileC-2-unroll-slide-bias",
                "8x3x2_k3x1_p1.0.1.0_nhwc_bias c128_b2_t1x1x2_cwh_slide_held_raw");
        KERNELS.put("tileC-2-unroll-none", "32x2x2_k2_nhwc c512_b2_t1x1x2_hwc_none_reload_raw");
        KERNELS.put("tileW-2-axis-w", PLAIN + " w128_b1_t1x2_chw_taps_reload_raw");
        KERNELS.put(
                "row-bands",
                "16x130x250_k3x3_s1_p1.0.1.0_nchw16c c512_b1_t2x8_chw_taps_reload_raw");
        KERNELS.put("order-cwh", "16x3x4_k2_nchw16c c512_b1_t1x1_cwh_taps_reload_raw");
        KERNELS.put("order-hcw", "32x3x4_k2_nchw16c c512_b2_t1x1_hcw_taps_reload_raw");
        KERNELS.put("order-hwc", "32x3x4_k2_nchw16c c512_b2_t1x1_hwc_taps_reload_raw");
        KERNELS.put("unroll-cols", BLOCKED + " c512_b1_t1x1_chw_cols_reload_raw");
        KERNELS.put("unroll-none", BLOCKED + " c512_b1_t1x1_chw_none_reload_raw");
        KERNELS.put("unroll-slide", "16x6x4_k3_p1_nchw16c c512_b1_t1x2_cwh_slide_reload_raw");
        KERNELS.put(
                "unroll-slide-stride-2", "16x9x4_k3x2_s2_nchw16c c512_b1_t1x1_cwh_slide_held_raw");
        KERNELS.put(
                "unroll-slide-axis-w-bias", "1x4x8_k3x1_nchw_bias w128_b1_t1x2_cwh_slide_held_raw");
        KERNELS.put("unroll-slide-tileH-2", "1x8x4_k3x1_s2x1_nchw w128_b1_t2x1_cwh_slide_held_raw");
        KERNELS.put(
                "unroll-slide-tileH-all",
                "1x4x4_k3x1_p1.0.1.0_nchw w128_b1_t3x1_cwh_slide_held_raw");
        KERNELS.put(
                "unroll-slide-tileH-2-row-bands",
                "1x131x1000_k2x1_nchw w512_b1_t2x1_cwh_slide_held_raw");
        KERNELS.put(
                "unroll-slide-row-bands",
                "16x130x250_k3x3_s1_p1.0.1.0_nchw16c c512_b1_t1x4_cwh_slide_held_raw");
        KERNELS.put(
                "unroll-slide-much-padding",
                "16x2x2_k3x1_p3.0.4.0_nchw16c c512_b1_t1x1_cwh_slide_held_raw");
        KERNELS.put("unroll-plane", "1x3x2_k2x3_p0.1.1.1_nchw w128_b1_t1x1_chw_plane_held_raw");
        KERNELS.put(
                "unroll-plane-bias-reload",
                "1x4x4_k1x2_p0.0.0.1_nchw_bias_relu w512_b1_t1x1_chw_plane_reload_raw");
        KERNELS.put("unroll-plane-stride-2", "1x5x4_k3_s2_p1_nchw w128_b1_t1x1_chw_plane_held_raw");
        KERNELS.put("unroll-flat", "1x4x3_k2x3_p1.1.0.1_nchw w128_b1_t1x1_chw_flat_held_raw");
        KERNELS.put(
                "unroll-flat-loop-bias-reload",
                "1x10x6_k1x2_p0.0.0.1_nchw_bias_relu w128_b1_t1x1_chw_flat_reload_raw");
        KERNELS.put("weights-held", "16x2x3_k2_nchw16c c512_b1_t1x1_chw_taps_held_raw");
        KERNELS.put("access-checked", BLOCKED + " c512_b1_t1x1_chw_taps_reload_checked");
        KERNELS.put("padding", "16x4x2_k3x2_p1.0.1.0_nchw16c c512_b1_t1x1_chw_taps_reload_raw");
        KERNELS.put("padding-rolled", "16x4x2_k3_p1_nchw16c c512_b1_t1x1_chw_none_reload_raw");
        KERNELS.put("padding-axis-w", "1x1x9_k1x3_p0.1.0.1_nchw " + PLAIN_SCHEDULE);
        KERNELS.put(
                "borders-framed",
                "16x4x3_k3x2_p1.0.0.1_nchw16c c512_b1_t2x1_chw_taps_reload_raw_framed");
        KERNELS.put(
                "borders-framed-axis-w", "2x1x7_k1x3_p0.1.0.1_nchw " + PLAIN_SCHEDULE + "_framed");
        KERNELS.put(
                "borders-framed-nhwc-tail",
                "3x1x2_m2_k1x2_p0.1.0.0_nhwc c128_b2_t1x1_chw_taps_reload_raw_framed");
        KERNELS.put(
                "borders-framed-nhwc-overlap",
                "6x1x2_k1x2_p0.1.0.0_nhwc c128_b2_t1x1_chw_taps_reload_raw_framed");
        KERNELS.put("staging-staged", "8x2x3_k1_nhwc c128_b2_t1x1_chw_taps_reload_raw_staged");
        KERNELS.put(
                "staging-staged-overlap-multiplier-2",
                "6x1x2_m2_k1_nhwc c128_b2_t1x1_chw_taps_reload_raw_staged");
        KERNELS.put("stride-2-axis-w", "1x1x18_k1x2_s1x2_nchw " + PLAIN_SCHEDULE);
        KERNELS.put(
                "stride-2-axis-w-padding",
                "1x1x16_k1x3_s1x2_p0.1.0.1_nchw w128_b1_t1x2_chw_taps_reload_raw");
        KERNELS.put(
                "stride-2-moved-sums",
                "1x1x8_k1x5_s1x2_p0.2.0.2_nchw_bias w128_b1_t1x1_chw_taps_reload_raw");
        KERNELS.put("narrow-rows-axis-w", "1x4x3_k1_nchw w128_b1_t2x1_chw_taps_reload_raw");
        KERNELS.put("stride-3-axis-w", "1x1x36_k1x4_s1x3_nchw " + PLAIN_SCHEDULE);
        KERNELS.put("filling", "20x2x2_k2_nchw16c_clamp1..2 c512_b1_t1x1_chw_taps_reload_raw");
        KERNELS.put("filling-parts", "5x2x2_k2_nchw8c c128_b1_t1x1_chw_none_reload_raw");
        KERNELS.put("dilation-2", "16x3x3_k2_d2_nchw16c c512_b1_t1x1_chw_taps_reload_raw");
        KERNELS.put("multiplier-2", "2x1x4_m2_k1_nchw " + PLAIN_SCHEDULE);
        KERNELS.put("multiplier-2-axis-c", "16x1x2_m2_k1_nchw16c c512_b1_t1x1_chw_taps_reload_raw");
        KERNELS.put("multiplier-3-parts", "8x1x2_m3_k1_nchw8c c128_b1_t1x1_chw_taps_reload_raw");
        KERNELS.put(
                "multiplier-2-axis-c-nchw", "4x2x3_m2_k1_nchw c128_b2_t1x1_chw_taps_reload_raw");
        KERNELS.put("multiplier-2-nhwc-tail", "3x1x2_m2_k1_nhwc c128_b1_t1x1_chw_taps_reload_raw");
        KERNELS.put(
                "multiplier-2-nhwc-overlap", "6x1x2_m2_k1_nhwc c128_b1_t1x1_chw_taps_reload_raw");
        KERNELS.put("nhwc-tail", "3x1x2_k1_nhwc c128_b1_t1x1_chw_taps_reload_raw");
        KERNELS.put("nhwc-overlap", "6x1x2_k1_nhwc_bias c128_b1_t1x1_chw_taps_reload_raw");
        KERNELS.put("bias-relu6", "16x1x2_k1_nchw16c_bias_relu6 c512_b1_t1x1_chw_taps_reload_raw");
    }

    private static final KernelTester TESTER = new KernelTester();

    @AfterAll
    static void close() {
        TESTER.close();
    }

    @TestFactory
    Stream<DynamicTest> theGeneratedSourceIsTheGoldenOneAndComputesTheRightAnswer() {
        return KERNELS.keySet().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
    }

    private static void check(String name) {
        LegalSchedule legal = legal(name);
        assertThat(TESTER.fault(legal)).isEmpty();
        GoldenFiles.expect(name + ".java", KernelSource.of(legal).text());
        GoldenFiles.expect(name + ".nest", LoopNestPrinter.print(Lowering.lower(legal)));
    }

    private static LegalSchedule legal(String name) {
        String[] parts = KERNELS.get(name).split(" ");
        return ScheduleSpace.of(Workload.parse(parts[0]), KernelTester.TARGET)
                .admit(Schedule.parse(parts[1]));
    }

    @Test
    void noGoldenFileIsLeftOver() {
        // One that is missing is written by another test, perhaps after this one.
        assertThat(
                        KERNELS.keySet().stream()
                                .flatMap(name -> Stream.of(name + ".java", name + ".nest")))
                .containsAll(GoldenFiles.names());
    }
}
