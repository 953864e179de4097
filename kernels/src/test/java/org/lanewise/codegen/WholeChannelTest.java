package org.lanewise.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.testkit.BesideOtherClasses;
import org.lanewise.testkit.Faults;
import org.lanewise.testkit.KernelTester;
import org.lanewise.workload.Workload;

/** Images whose rows share vectors: several whole ones, or as they lie. */
@Tag("slow")
@BesideOtherClasses
class WholeChannelTest {
    private static final KernelTester TESTER = new KernelTester();

    @AfterAll
    static void close() {
        TESTER.close();
    }

    @ParameterizedTest
    @CsvSource({
        "5x7x7_k3_s1_p1_nchw, 512",
        "3x8x8_k3_s1_p1_bias_relu_nchw, 512",
        "2x3x7x7_k5_s1_p2_nchw, 512",
        "3x5x6_k3x5_p0.2.2.2_bias_nchw, 512",
        "3x4x4_k3_s1_p1_nchw, 256 512",
        "4x9x2_k3_s1_p1_nchw, 128 256 512",
        "2x20x1_k5x1_p1.0.1.0_nchw, 128 256 512",
        "3x7x7_k3_p2_d2_nchw, 512",
        "3x6x5_k3_p1.4.1.4_d1x4_nchw, 512",
        "2x5x4_k3_p3.1.0.1_nchw, 256 512",
        "2x7x7_m3_k3_p1_bias_nchw, 512",
        "1x2x8_k3_s1_p1_nchw, 512",
        "3x3x8_k7_s1_p3_nchw, 512",
        "3x3x3_k1x7_s2_p0.3.0.3_nchw, 128",
        "2x3x3_k3_s2_p3_d3_nchw, 128",
        "2x5x5_k5_s2_p8_d4_nchw, 256",
        "37x7x7_k3_s1_p1_nchw, 512",
        "3x14x14_k3_s2_p1_nchw, 512",
        "2x2x13x13_k3_s2_p1_bias_relu_nchw, 512",
        "3x14x14_k3_s2_p0.0.1.1_nchw, 512",
        "2x14x14_k5_s2_p2_nchw, 512",
        "3x16x16_k3_s2_p1_nchw, 512",
        "3x8x8_k3_s2_p1_nchw, 256",
        "2x7x7_m2_k5_s2_p2_bias_nchw, 256",
        "3x6x8_k3_s1x2_p1_nchw, 256",
        "2x9x12_k4x3_s3_p1.0.1.0_nchw, 512",
        "2x10x11_k3_s2_p2_d2_nchw, 512",
        "1x6x4_k5_s2_p2_nchw, 128"
    })
    void everyOutputOfAPlaneIsRight(String text, String widths) {
        expectRight("plane", text, widths);
    }

    @ParameterizedTest
    @CsvSource({
        "3x11x11_k3_s1_p1_nchw, 128 256 512",
        "2x9x9_k3_s1_p1_bias_relu_nchw, 128 256 512",
        "3x20x20_k3_s1_p1_nchw, 256 512",
        "2x19x19_k3_s1_p1_nchw, 512",
        "2x24x24_k3_s1_p1_bias_nchw, 512",
        "2x18x10_k3_s1_p1_nchw, 128 256 512",
        "2x12x12_k5_s1_p2_nchw, 512",
        "2x13x20_k3_s1_p2_d2_nchw, 256 512",
        "2x10x20_k1x7_p0.3.0.3_nchw, 256 512",
        "2x20x11_k7x1_p3.0.3.0_nchw, 512",
        "2x12x20_k3x2_p1.0.1.1_nchw, 256 512",
        "2x9x20_k3_p4.1.2.1_nchw, 256 512",
        "2x9x20_k3x3_p0.1.0.1_nchw, 256 512",
        "2x12x12_m3_k3_p1_bias_nchw, 256 512",
        "2x3x40x40_k3_s1_p1_nchw, 512",
        "37x12x12_k3_s1_p1_nchw, 256 512",
        "2x7x17_k2_p0.0.1.1_nchw, 128 256 512",
        "2x6x3_k3_p1_nchw, 128 256 512",
        "2x9x12_k2_p1_d2_nchw_bias, 256 512",
        "2x22x8_k1x10_p0.4.0.5_nchw, 512",
        "2x12x11_k3x2_p1.11.1.11_d1x22_nchw, 128 256 512",
        "2x30x20_k3x4_p1.3.1.0_nchw, 256 512"
    })
    void everyOutputOfAFlatImageIsRight(String text, String widths) {
        expectRight("flat", text, widths);
    }

    private static void expectRight(String unroll, String text, String widths) {
        Workload workload = Workload.parse(text);
        ScheduleSpace space = ScheduleSpace.of(workload, KernelTester.TARGET);
        List<LegalSchedule> kernels = new ArrayList<>();
        for (int bits : List.of(128, 256, 512)) {
            for (String rest : List.of("held_raw", "reload_raw", "held_checked")) {
                for (String block : List.of("_b1", "_b2", "_b16")) {
                    String name = "w" + bits + block + "_t1x1_chw_" + unroll + "_" + rest;
                    space.ifLegal(Schedule.parse(name)).ifPresent(kernels::add);
                }
            }
        }

        assertThat(kernels)
                .extracting(kernel -> String.valueOf(kernel.schedule().vectorBits()))
                .containsOnly(widths.split(" "));
        Faults.expectNone(TESTER, kernels);
    }
}
