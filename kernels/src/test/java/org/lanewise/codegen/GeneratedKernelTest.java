package org.lanewise.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.compile.KernelCompiler;
import org.lanewise.kernel.DepthwiseKernel;
import org.lanewise.kernel.PackedWeights;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.testkit.KernelTester;

/** What generated kernels promise beyond the right answer. */
@Execution(ExecutionMode.CONCURRENT)
class GeneratedKernelTest {
    @ParameterizedTest
    @CsvSource({
        // Images, times the first channel unit of each block, times rows and columns of the first
        // tile of each region.
        "2x40x9x9_k3_s1_p1_nhwc, c128_b2_t2x2_hcw_taps_reload_checked, 1000", // 2 * 20 * 5 * 5
        // The block's second unit overlaps the first, so none is partly filled.
        "7x9x9_k3_s1_p1_nhwc, c128_b2_t2x2_hcw_taps_reload_raw, 100", // 4 * 5 * 5
        // Fewer channels than lanes are partly filled.
        "3x9x9_k3_s1_p1_nhwc, c128_b1_t2x2_chw_taps_reload_raw, 75", // 3 * 5 * 5
        "40x9x9_k3_s1_p1_nchw8c, c128_b2_t2x2_cwh_cols_reload_raw, 300", // 24 / 2 * 5 * 5
        "3x9x40_k3_s2_p1_nchw_bias, w128_b2_t1x2_chw_taps_held_raw, 120" // 2 * 3 * 20
    })
    void aCallForOneTileWritesTheFirstTilesRightAndNothingElse(
            String workload, String schedule, int elements) {
        LegalSchedule legal = KernelTester.legal(workload, schedule);
        SeededData data = SeededData.of(legal.workload(), 1);
        float[] actual = new float[Math.toIntExact(legal.workload().outputElements())];
        try (KernelCompiler compiler = new KernelCompiler();
                Arena arena = Arena.ofConfined()) {
            DepthwiseKernel kernel = compiler.compile(KernelSource.of(legal)).kernel();
            MemorySegment y = arena.allocate(4L * actual.length, 64).fill((byte) 0xFF);
            kernel.run(
                    arena.allocateFrom(ValueLayout.JAVA_FLOAT, data.input()),
                    weights(arena, legal, data),
                    bias(arena, legal, data),
                    y,
                    0,
                    kernel.tasks(),
                    1);
            MemorySegment.copy(y, ValueLayout.JAVA_FLOAT, 0, actual, 0, actual.length);
        }
        Reference reference = Reference.of(legal.workload(), data);
        int written = 0;
        for (int i = 0; i < actual.length; i++) {
            if (!Float.isNaN(actual[i])) {
                written++;
                assertThat((double) actual[i]).isCloseTo(reference.expected(i), offset(1e-4));
            }
        }
        assertThat(written).isEqualTo(elements);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c512_b1_t2x3_chw_taps_held_raw",
                "c512_b1_t3x3_chw_cols_reload_checked",
                "c256_b1_t2x2_chw_none_reload_raw"
            })
    void aFrameLeavesNoMoreThanOneTileAndItsRemaindersToWriteOut(String schedule) {
        String workload = "32x7x7_k3_s1_p1_nchw16c";
        assertThat(regions(workload, schedule + "_framed"))
                .isLessThanOrEqualTo(4)
                .isLessThan(regions(workload, schedule));
    }

    private static long regions(String workload, String schedule) {
        return KernelSource.of(KernelTester.legal(workload, schedule))
                .text()
                .lines()
                .filter(line -> line.contains("private static void rows"))
                .count();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2x512x1024x1024_k3_s1_p1_nchw16c c512_b2_t1x4_hcw_cols_reload_raw",
                "1024x1024x1024_k3_s1_p1_nchw w512_b4_t2x1_hcw_taps_held_checked",
                "16x4x4_k2_s1_p250000000_d500000000_nchw16c c128_b1_t1x1_chw_none_reload_raw"
            })
    void aTensorBeyondTwoGibibytesOrAFarTapStillCompiles(String kernel) {
        String[] parts = kernel.split(" ");
        try (KernelCompiler compiler = new KernelCompiler()) {
            KernelSource source = KernelSource.of(KernelTester.legal(parts[0], parts[1]));
            assertThat(compiler.compile(source).kernel().tasks()).isEqualTo(source.tasks());
        }
    }

    @Test
    void theSourceSaysWhatItIsAndHowItIsMadeAgain() {
        String text =
                KernelSource.of(
                                KernelTester.legal(
                                        "16x4x4_k3_s1_p1_nchw16c",
                                        "c512_b1_t2x2_chw_taps_held_raw"))
                        .text();
        assertThat(text)
                .contains("16x4x4_k3_s1_p1_nchw16c")
                .contains(
                        "lanewise show 16x4x4_k3_s1_p1_nchw16c --schedule"
                                + " c512_b1_t2x2_chw_taps_held_raw")
                .contains("class K_c512_b1_t2x2_chw_taps_held_raw implements DepthwiseKernel");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c128_b4_t2x3_hwc_cols_reload_raw",
                "c128_b4_t2x3_hwc_cols_reload_raw_framed",
                "c128_b4_t2x3_hwc_cols_reload_raw_staged"
            })
    void everyLoopNamesTheKnobThatMadeIt(String schedule) {
        String text =
                KernelSource.of(KernelTester.legal("64x12x12_k3_s1_p1_nhwc", schedule)).text();
        assertThat(text.lines().filter(line -> line.contains("for (")))
                .isNotEmpty()
                .allMatch(line ->
                        line.matches(
                                ".*// .*(channelBlock|order|unroll|tileH|tileW|vectorBits|borders|staging).*"));
    }

    private static MemorySegment weights(Arena arena, LegalSchedule legal, SeededData data) {
        return arena.allocateFrom(
                ValueLayout.JAVA_FLOAT,
                PackedWeights.pack(legal.workload(), legal.schedule(), data.weights()));
    }

    private static MemorySegment bias(Arena arena, LegalSchedule legal, SeededData data) {
        return legal.workload().epilogue().bias()
                ? arena.allocateFrom(
                        ValueLayout.JAVA_FLOAT,
                        PackedWeights.packBias(legal.workload(), legal.schedule(), data.bias()))
                : MemorySegment.NULL;
    }
}
