package org.lanewise.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.schedule.Access;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.LoopOrder;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.schedule.Unroll;
import org.lanewise.schedule.Weights;
import org.lanewise.testkit.Faults;
import org.lanewise.testkit.KernelTester;
import org.lanewise.workload.Workload;

/**
 * All legal combinations of the four knobs that are no sizes, on a shape with every kind of edge.
 */
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
        "11x5x6_m3_k3_s1_p1_nchw8c_relu, c128_b2_t2x4_chw_none_reload_raw_framed"
    })
    void everyOrderUnrollWeightsAndAccessIsRight(String shape, String base) {
        ScheduleSpace space = ScheduleSpace.of(Workload.parse(shape), KernelTester.MAX_BITS);
        List<LegalSchedule> kernels = new ArrayList<>();
        for (Schedule schedule : combinations(Schedule.parse(base))) {
            if (space.broken(schedule).isEmpty()) {
                kernels.add(space.admit(schedule));
            }
        }
        assertThat(kernels).hasSize(32);
        Faults.expectNone(TESTER, kernels);
    }

    private static List<Schedule> combinations(Schedule base) {
        List<Schedule> all = new ArrayList<>();
        for (LoopOrder order : LoopOrder.values()) {
            for (Unroll unroll : Unroll.values()) {
                for (Weights weights : Weights.values()) {
                    for (Access access : Access.values()) {
                        all.add(
                                new Schedule(
                                        base.axis(),
                                        base.vectorBits(),
                                        base.channelBlock(),
                                        base.tileH(),
                                        base.tileW(),
                                        order,
                                        unroll,
                                        weights,
                                        access,
                                        base.borders()));
                    }
                }
            }
        }
        return all;
    }
}
