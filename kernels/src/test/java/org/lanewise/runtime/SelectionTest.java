package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Machine;
import org.lanewise.host.Likeness;
import org.lanewise.host.MachineProbe;
import org.lanewise.host.TargetProbe;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.testkit.RandomSchedules;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.threads.Parallelism;
import org.lanewise.workload.Epilogue;
import org.lanewise.workload.Layout;
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
                    .contains("the list of JVM flags was [-XX:UseAVX=3]")
                    .doesNotContain("operating system");
        }
    }

    @Test
    void anotherJvmOnTheSameProcessorIsALevelOfItsOwn() {
        Machine other =
                new Machine(
                        HERE.cpu(),
                        HERE.stepping(),
                        HERE.hypervisor(),
                        HERE.isa(),
                        HERE.vectorBits(),
                        HERE.cores(),
                        HERE.os(),
                        "Another JVM",
                        HERE.jvmFlags());
        try (TunedKernels kernels = kernels(SampleConfigs.on(other, TUNED), Fallback.FAIL)) {
            assertThat(kernels.level(TUNED)).isEqualTo(Level.SAME_PROCESSOR);
            assertThat(kernels.explain(TUNED))
                    .endsWith(", tuned: " + Likeness.of(other, HERE).words() + ".")
                    .contains(
                            "on this processor, but the JVM was Another JVM and is " + HERE.jdk());
        }
    }

    @Test
    void whatAnOlderFileDidNotRecordIsNamedAndCostsNoMoreThanTheExactness() {
        Machine old =
                new Machine(
                        HERE.cpu(),
                        HERE.isa(),
                        HERE.vectorBits(),
                        HERE.cores(),
                        HERE.os(),
                        HERE.jdk(),
                        HERE.jvmFlags());
        Machine otherStepping =
                new Machine(
                        HERE.cpu(),
                        HERE.stepping() + "1",
                        HERE.hypervisor(),
                        HERE.isa(),
                        HERE.vectorBits(),
                        HERE.cores(),
                        HERE.os(),
                        HERE.jdk(),
                        HERE.jvmFlags());
        assumeThat(HERE.stepping()).isNotEmpty();
        try (TunedKernels before = kernels(SampleConfigs.on(old, TUNED), Fallback.FAIL);
                TunedKernels other =
                        kernels(SampleConfigs.on(otherStepping, TUNED), Fallback.FAIL)) {
            assertThat(before.level(TUNED)).isEqualTo(Level.SAME_PROCESSOR);
            assertThat(before.explain(TUNED))
                    .contains("but the stepping was not recorded and is " + HERE.stepping());
            assertThat(other.level(TUNED)).isEqualTo(Level.SAME_VECTORS);
        }
    }

    static Stream<Arguments> siblings() {
        return Stream.of(Layout.values())
                .flatMap(layout ->
                        Stream.of(
                                Arguments.of(layout, "", "_bias_relu6"),
                                Arguments.of(layout, "_bias_relu6", ""),
                                Arguments.of(layout, "_relu", "_bias_clamp0.5..1.0")));
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("siblings")
    void aLayerServesTheSameConvolutionWithAnotherEpilogueOnMoreImages(
            Layout layout, String tunedEpilogue, String askedEpilogue) {
        String shape = "20x9x11_k3_s1_p1";
        Workload tuned = Workload.parse(shape + tunedEpilogue).withLayout(layout);
        Workload asked = Workload.parse("3x" + shape + askedEpilogue).withLayout(layout);
        Schedule best = notTheDefaultOf(tuned, asked);
        SeededData data = SeededData.of(asked, 3);
        try (TunedKernels kernels = kernels(SampleConfigs.here(tuned, best), Fallback.FAIL);
                DepthwiseConv conv = kernels.depthwise(asked, data.weights(), data.bias())) {
            assertThat(kernels.level(asked)).isEqualTo(Level.SAME_CONVOLUTION);
            assertThat(conv.schedule()).contains(best.toString());
            assertThat(conv.explain())
                    .contains(
                            "tuned: as layer layer, the same convolution, since it is not among the"
                                    + " workloads tuned in mine; the epilogue was "
                                    + tuned.epilogue().words()
                                    + " and is "
                                    + asked.epilogue().words()
                                    + ", the number of images was 1 and is 3.");
            RightRuns.assertRight(conv, data);
        }
    }

    private static Schedule notTheDefaultOf(Workload... workloads) {
        List<ScheduleSpace> spaces =
                Stream.of(workloads)
                        .map(workload -> ScheduleSpace.of(workload, TargetProbe.detect()))
                        .toList();
        SplittableRandom random = new SplittableRandom(20261128);
        return Stream.generate(() -> RandomSchedules.legal(spaces.getFirst(), random))
                .flatMap(Optional::stream)
                .map(LegalSchedule::schedule)
                .filter(schedule ->
                        spaces.stream()
                                .allMatch(space ->
                                        space.ifLegal(schedule).isPresent()
                                                && !space.requireDefault()
                                                        .schedule()
                                                        .equals(schedule)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSiblingServesTooWhereTheTunedScheduleItselfIsNoneHere() {
        Workload bias = TUNED.withEpilogue(Epilogue.NONE.withBias());
        // Longer vectors than a block has channels.
        Schedule none = Schedule.parse("c512_b1_t2x4_chw_taps_held_raw");
        BestConfig good = SampleConfigs.here(bias);
        BestConfig both =
                new BestConfig(
                        HERE,
                        "mine",
                        good.cache(),
                        good.peakGflops(),
                        List.of(
                                SampleConfigs.here(TUNED, none).layers().getFirst(),
                                good.layers().getFirst()));
        try (TunedKernels kernels = kernels(both, Fallback.FAIL)) {
            assertThat(kernels.level(TUNED)).isEqualTo(Level.SAME_CONVOLUTION);
            assertThat(kernels.explain(TUNED))
                    .contains("since the tuned schedule " + none + " breaks the rule")
                    .contains("the epilogue was bias and is none");
        }
    }

    @Test
    void anotherStrideOrLayoutIsNoSibling() {
        try (TunedKernels kernels = kernels(SampleConfigs.here(TUNED), Fallback.SILENT)) {
            for (Workload other : List.of(TUNED.with(2, 1), TUNED.withLayout(Layout.NCHW16C))) {
                assertThat(kernels.level(other)).isEqualTo(Level.DEFAULT_SCHEDULE);
            }
        }
    }

    @Test
    void otherVectorsMeanTheDefaultSchedule() {
        Machine other = new Machine("Other", "neon", 128, 1, HERE.os(), HERE.jdk(), List.of());
        try (TunedKernels kernels = kernels(SampleConfigs.on(other, TUNED), Fallback.SILENT)) {
            assertThat(kernels.level(TUNED)).isEqualTo(Level.DEFAULT_SCHEDULE);
            assertThat(kernels.explain(TUNED))
                    .contains(
                            "it was tuned for other vectors: the target was neon and is "
                                    + HERE.target());
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
                        LoadOptions.DEFAULT.with(Fallback.SILENT))) {
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

    @Tag("slow")
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
        try (TunedKernels kernels = kernels(config, Fallback.SILENT);
                DepthwiseConv conv = kernels.depthwise(workload, data.weights(), data.bias())) {
            RightRuns.assertRight(conv, data);
        }
    }
}
