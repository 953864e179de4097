package org.lanewise.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.schedule.Access;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.LoopOrder;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.schedule.Unroll;
import org.lanewise.schedule.Weights;
import org.lanewise.testkit.BesideOtherClasses;
import org.lanewise.testkit.Faults;
import org.lanewise.testkit.KernelTester;
import org.lanewise.workload.Workload;

/**
 * All legal combinations of the four knobs that are no sizes, on a shape with every kind of edge.
 */
@Tag("slow")
@BesideOtherClasses
class KnobCombinationTest {
    private static final KernelTester TESTER = new KernelTester();

    @AfterAll
    static void close() {
        TESTER.close();
    }

    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource({
        "3x5x19_k3_s1_p1_nchw_bias, w256_b2_t2x2_chw_none_reload_raw",
        "3x5x21_k3_s2_p1_nchw_relu, w128_b3_t2x2_chw_none_reload_raw",
        "37x5x6_k3_s1_p1_nhwc_bias, c512_b2_t2x3_chw_none_reload_raw",
        "33x5x6_k3_s2_p1_nchw8c_bias, c128_b2_t2x2_chw_none_reload_raw",
        "3x5x41_k3_s3_p1_nchw_bias, w128_b2_t2x2_chw_none_reload_raw",
        "13x5x6_m3_k3_s1_p1_nhwc_bias, c128_b3_t2x3_chw_none_reload_raw",
        "11x5x6_m2_k3_s2_p1_nchw8c_relu, c128_b2_t2x2_chw_none_reload_raw",
        "3x5x19_k3_s2_p1_nchw_bias, w256_b2_t2x1_chw_none_reload_raw_framed",
        "37x5x6_k3_s1_p1_nhwc_bias, c512_b3_t2x3_chw_none_reload_raw_framed",
        "11x5x6_m3_k3_s1_p1_nchw8c_relu, c128_b2_t2x4_chw_none_reload_raw_framed",
        "37x5x6_k3_s1_p1_nhwc_bias, c256_b3_t2x3_chw_none_reload_raw_staged",
        "13x5x6_m3_k3_s2_p1_nhwc_relu, c128_b4_t2x2_chw_none_reload_raw_staged",
        "2x32x1x3_k1x3_s1_p0.1.0.1_nhwc, c128_b5_t1x2_chw_none_reload_raw_staged"
    })
    void everyOrderUnrollWeightsAndAccessIsRight(String shape, String base) {
        ScheduleSpace space = ScheduleSpace.of(Workload.parse(shape), KernelTester.TARGET);
        List<LegalSchedule> kernels = new ArrayList<>();
        for (Schedule schedule : combinations(Schedule.parse(base))) {
            if (space.broken(schedule).isEmpty()) {
                kernels.add(space.admit(schedule));
            }
        }
        assertThat(kernels).hasSizeGreaterThanOrEqualTo(32);
        Faults.expectNone(TESTER, kernels);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "3x5x19_k3_s1_p1_nchw_bias, w256_b2_t1x2",
        "3x9x21_k5x3_s2x1_p4.1.2.1_nchw_relu, w128_b3_t1x2",
        "3x5x41_k3x2_s2x3_p1_nchw_bias, w128_b2_t1x1",
        "37x5x6_k3_s1_p1_nhwc_bias, c512_b2_t1x3",
        "13x6x6_m3_k3_s2_p1_nhwc_bias, c128_b3_t1x3",
        "33x7x6_k4x3_s3x2_p2_nchw8c_bias_relu6, c128_b2_t1x2",
        "11x1x6_m2_k3_s1_p1_nchw8c_relu, c128_b2_t1x2",
        "16x2x5_k7_s1_p6_nhwc, c512_b1_t1x2",
        "32x9x9_k5_s3_p0_nchw16c, c256_b2_t1x2",
        "16x5x7_k3_s1_p1_nchw_bias, c128_b2_t1x7",
        // Large enough for bands of rows.
        "2x3x160x300_k3_s1_p1_nchw_bias, w512_b3_t1x2",
        "16x150x150_k5x3_s2_p2_nchw16c_relu6, c512_b1_t1x4",
        "20x130x250_k3_s1_p2_nhwc_bias, c512_b2_t1x5"
    })
    void rowsSlideWithEveryWeightsAccessBordersAndStaging(String shape, String base) {
        ScheduleSpace space = ScheduleSpace.of(Workload.parse(shape), KernelTester.TARGET);
        List<LegalSchedule> kernels = new ArrayList<>();
        for (String weights : List.of("held", "reload")) {
            for (String access : List.of("raw", "checked")) {
                for (String copied : List.of("", "_framed", "_staged")) {
                    Schedule schedule =
                            Schedule.parse(base + "_cwh_slide_" + weights + "_" + access + copied);
                    space.ifLegal(schedule).ifPresent(kernels::add);
                }
            }
        }
        assertThat(kernels).hasSizeGreaterThanOrEqualTo(2);
        Faults.expectNone(TESTER, kernels);
    }

    private static List<Schedule> combinations(Schedule base) {
        List<Schedule> all = new ArrayList<>();
        for (LoopOrder order : LoopOrder.values()) {
            for (Unroll unroll : Unroll.values()) {
                for (Weights weights : Weights.values()) {
                    for (Access access : Access.values()) {
                        all.add(
                                base.with(Knobs.ORDER, order)
                                        .with(Knobs.UNROLL, unroll)
                                        .with(Knobs.WEIGHTS, weights)
                                        .with(Knobs.ACCESS, access));
                    }
                }
            }
        }
        return all;
    }
}
