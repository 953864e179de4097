package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Machine;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.schedule.Schedule;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.threads.Parallelism;
import org.lanewise.workload.Workload;

class SelectionTest {
    private static final Workload TUNED = Workload.parse("20x9x9_k3_s1_p1_nchw8c");
    private static final Workload UNTUNED = Workload.parse("24x7x7_k3_s1_p1_nchw8c");

    /**
     * Lanes along the width would be too far apart, and there are too few channels to fill them.
     */
    private static final Workload NO_SCHEDULE =
            Workload.parse("3x1x140001_k1_s1x70000_p0_nchw_bias");

    private static final Machine HERE = MachineProbe.detect();

    private static TunedKernels kernels(BestConfig config, Fallback fallback) {
        return TunedKernels.of(config, LoadOptions.DEFAULT.with(fallback));
    }

    @Test
    void aWorkloadTunedOnThisMachineIsExplainedAsSuch() {
        try (TunedKernels kernels = kernels(SampleConfigs.here(TUNED), Fallback.FAIL)) {
            assertThat(kernels.level(TUNED)).isEqualTo(Level.EXACT_MACHINE);
            assertThat(kernels.explain(TUNED))
                    .isEqualTo(
                            "20x9x9_k3_s1_p1_nchw8c runs with schedule "
                                    + SampleConfigs.BEST
                                    + ", tuned: on this machine and JVM.");
        }
    }

    @Test
    void anotherProcessorWithTheSameVectorsRunsTheTunedScheduleAndSaysWhatDiffers() {
        Machine other =
                new Machine(
                        "Another One",
                        HERE.isa(),
                        HERE.vectorBits(),
                        HERE.cores(),
                        HERE.os(),
                        HERE.jdk(),
                        List.of("-XX:UseAVX=3"));
        try (TunedKernels kernels = kernels(SampleConfigs.on(other, TUNED), Fallback.FAIL)) {
            assertThat(kernels.level(TUNED)).isEqualTo(Level.SAME_VECTORS);
            assertThat(kernels.explain(TUNED))
                    .contains(SampleConfigs.BEST.toString())
                    .contains("the processor was Another One and is " + HERE.cpu())
                    .contains("the JVM flags was [-XX:UseAVX=3]")
                    .doesNotContain("operating system");
        }
    }

    @Test
    void otherVectorsMeanTheDefaultSchedule() {
        Machine other = new Machine("Other", "neon", 128, 1, HERE.os(), HERE.jdk(), List.of());
        try (TunedKernels kernels = kernels(SampleConfigs.on(other, TUNED), Fallback.SILENT)) {
            assertThat(kernels.level(TUNED)).isEqualTo(Level.DEFAULT_SCHEDULE);
            assertThat(kernels.explain(TUNED))
                    .contains("it was tuned for neon and this JVM is " + HERE.target());
        }
    }

    @Test
    void failRefusesWhatIsNotTunedAndSaysWhy() {
        try (TunedKernels kernels = kernels(SampleConfigs.here(TUNED), Fallback.FAIL)) {
            assertThatThrownBy(() -> kernels.depthwise(UNTUNED, new float[24 * 9]))
                    .isInstanceOf(FallbackException.class)
                    .hasMessageContaining("not among the workloads tuned in mine");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6x7x8_k3_s2_p1_m2_nchw8c_bias",
                "2x5x9x7_k3x2_s1x3_p1.0.2.1_nchw_relu6",
                "20x6x5_k3_s1_p1_m3_nhwc_clamp-1.0..1.0",
                "9x6x5_k2_s1_p0_d2_nchw16c_bias_clamp0.5..1.0"
            })
    void theScalarKernelIsRight(String text) {
        Workload workload = Workload.parse(text);
        SeededData data = SeededData.of(workload, 3);
        float[] output = new float[(int) workload.outputElements()];
        try (DepthwiseConv conv =
                new DepthwiseConv(
                        new Selection(Level.SCALAR, ConvKernel.scalar(workload), "asked for"),
                        data.weights(),
                        data.bias(),
                        Parallelism.oneThread(),
                        1,
                        Fallback.SILENT)) {
            conv.run(data.input(), output);
            assertThat(Reference.of(workload, data).firstWrong(output)).isEmpty();
        }
    }

    @Test
    void aWorkloadWithoutAnyLegalScheduleRunsScalarAndIsRight() {
        SeededData data = SeededData.of(NO_SCHEDULE, 3);
        float[] output = new float[(int) NO_SCHEDULE.outputElements()];
        try (TunedKernels kernels = kernels(SampleConfigs.here(TUNED), Fallback.SILENT);
                DepthwiseConv conv = kernels.depthwise(NO_SCHEDULE, data.weights(), data.bias())) {
            assertThat(conv.schedule()).isEmpty();
            assertThat(conv.explain()).contains("scalar kernel", "no schedule is legal");
            conv.run(data.input(), output);
            assertThat(Reference.of(NO_SCHEDULE, data).firstWrong(output)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "16x6x7_k3_s1_p1_nchw, w128_b1_t1x1_chw_taps_reload_raw",
        "16x6x7_k3_s2_p1_nchw, w128_b1_t1x1_cwh_slide_held_raw",
        "16x6x7_k3_s1_p1_nchw, c128_b1_t1x1_chw_none_reload_raw",
        "16x6x7_k3_s1_p1_nhwc, c128_b1_t1x1_chw_taps_reload_raw",
        "16x6x7_k3_s1_p1_nhwc, c128_b1_t1x1_chw_taps_reload_raw_framed",
        "13x6x7_k3_s1_p1_nchw8c, c128_b1_t2x2_chw_cols_reload_raw"
    })
    void anInfiniteWeightAddsNothingOnPaddingWhateverTheSchedule(String text, String schedule) {
        Workload workload = Workload.parse(text);
        SeededData data = SeededData.of(workload, 3);
        data.weights()[0] = Float.POSITIVE_INFINITY;
        data.weights()[11] = Float.NaN;
        BestConfig config = SampleConfigs.here(workload, Schedule.parse(schedule));
        float[] output = new float[(int) workload.outputElements()];
        try (TunedKernels kernels = kernels(config, Fallback.SILENT);
                DepthwiseConv conv = kernels.depthwise(workload, data.weights(), data.bias())) {
            conv.run(data.input(), output);
            assertThat(Reference.of(workload, data).firstWrong(output))
                    .as(conv.explain())
                    .isEmpty();
        }
    }
}
