package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.TunedLayer;
import org.lanewise.host.MachineProbe;
import org.lanewise.host.TargetProbe;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tensor.Filter;
import org.lanewise.tensor.FilterOrder;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.testkit.Packs;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

class TunedKernelsTest {
    private static final Workload WORKLOAD = Workload.parse("20x9x9_k3_s1_p1_nchw8c_bias_relu");
    private static final Schedule BEST = Schedule.parse("c128_b1_t2x4_chw_taps_held_raw");
    private static final Schedule DEFAULT = Schedule.parse("c128_b1_t1x4_chw_cols_reload_checked");

    @TempDir private Path folder;

    private Path file() throws IOException {
        Estimate fast = new Estimate(10, 9, 11);
        Estimate slow = new Estimate(30, 29, 31);
        BestConfig config =
                new BestConfig(
                        MachineProbe.detect(),
                        "mine",
                        CacheState.HOT,
                        100,
                        List.of(new TunedLayer("a", WORKLOAD, BEST, fast, DEFAULT, slow)));
        Path file = folder.resolve("sub/mine.json");
        BestConfigFile.write(file, config);
        assertThat(BestConfigFile.read(file)).isEqualTo(config);
        return file;
    }

    @Test
    void aTunedWorkloadRunsWithItsBestScheduleAndIsRight() throws IOException {
        SeededData data = SeededData.of(WORKLOAD, 1);
        try (TunedKernels kernels = TunedKernels.load(file());
                DepthwiseConv conv = kernels.depthwise(WORKLOAD, data.weights(), data.bias());
                Arena arena = Arena.ofConfined()) {
            assertThat(conv.schedule()).contains(BEST.toString());
            RightRuns.assertRight(conv, data);
            MemorySegment output = KernelBuffers.allocate(arena, WORKLOAD.outputElements());
            conv.run(KernelBuffers.copyOf(arena, data.input()), output);
            assertThat(
                            Reference.of(WORKLOAD, data)
                                    .firstWrong(output.toArray(ValueLayout.JAVA_FLOAT)))
                    .isEmpty();
        }
    }

    @Test
    void anUntunedWorkloadRunsWithTheDefaultSchedule() throws IOException {
        Workload other = Workload.parse("8x5x5_k3_s1_p1_nchw8c");
        try (TunedKernels kernels = TunedKernels.load(file());
                DepthwiseConv conv = kernels.depthwise(other, new float[72])) {
            assertThat(conv.schedule())
                    .contains(
                            ScheduleSpace.of(other, TargetProbe.detect())
                                    .requireDefault()
                                    .schedule()
                                    .toString());
        }
    }

    @Tag("slow")
    @Test
    void warmUpEndsWithAKernelThatAllocatesNothing() throws IOException {
        SeededData data = SeededData.of(WORKLOAD, 1);
        try (TunedKernels kernels = TunedKernels.load(file());
                DepthwiseConv conv = kernels.depthwise(WORKLOAD, data.weights(), data.bias());
                Arena arena = Arena.ofConfined()) {
            assertThat(conv.warmUp(Duration.ofSeconds(60))).isInstanceOf(WarmUp.Result.Ready.class);
            MemorySegment input = KernelBuffers.copyOf(arena, data.input());
            MemorySegment output = KernelBuffers.allocate(arena, WORKLOAD.outputElements());
            Runnable run = () -> conv.run(input, output);
            run.run();
            assertThat(WarmUp.allocatedBy(run)).isZero();
        }
    }

    @Test
    void wrongSizesAndDeadMemoryAreRefusedBeforeAnythingIsTouched() throws IOException {
        SeededData data = SeededData.of(WORKLOAD, 1);
        try (TunedKernels kernels = TunedKernels.load(file());
                DepthwiseConv conv = kernels.depthwise(WORKLOAD, data.weights(), data.bias());
                Arena arena = Arena.ofConfined()) {
            MemorySegment input = KernelBuffers.copyOf(arena, data.input());
            MemorySegment output = KernelBuffers.allocate(arena, WORKLOAD.outputElements());
            assertThatThrownBy(() -> conv.run(input.asSlice(4), output))
                    .hasMessageContaining("input")
                    .hasMessageContaining("needs");
            assertThatThrownBy(() -> conv.run(input, output.asSlice(4)))
                    .hasMessageContaining("output")
                    .hasMessageContaining("needs");
            assertThatThrownBy(() -> conv.run(input, output.asReadOnly()))
                    .hasMessageContaining("read-only");
            assertThatThrownBy(() -> conv.run(output, output)).hasMessageContaining("overlaps");
            assertThatThrownBy(() -> conv.run(new float[7], new float[7]))
                    .hasMessageContaining("needs 7776 bytes but has 28");
            MemorySegment crooked = KernelBuffers.allocate(arena, 5000).asSlice(2);
            assertThatThrownBy(() -> conv.run(crooked, output))
                    .hasMessageContaining("multiple of 4 bytes");
            Arena closed = Arena.ofShared();
            MemorySegment gone = KernelBuffers.copyOf(closed, data.input());
            closed.close();
            assertThatThrownBy(() -> conv.run(gone, output))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> kernels.depthwise(WORKLOAD, new float[3], data.bias()))
                    .hasMessageContaining("must have 180 floats");
        }
    }

    @Test
    void aFileOfAnotherKindIsRefusedInOneSentence() throws IOException {
        Path garbage = Files.writeString(folder.resolve("g.json"), "{\"format\": [1");
        assertThatThrownBy(() -> TunedKernels.load(garbage))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a best-configuration file");
        Path newer =
                Files.writeString(
                        folder.resolve("n.json"),
                        Files.readString(file()).replaceFirst("\"format\": *1", "\"format\": 99"));
        assertThatThrownBy(() -> TunedKernels.load(newer))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("update Lanewise");
        Path incomplete = Files.writeString(folder.resolve("i.json"), "{\"format\": 1}");
        assertThatThrownBy(() -> TunedKernels.load(incomplete))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lacks");
    }

    @Test
    void aStreamIsReadAsItsFileIs() throws IOException {
        Path pack = Packs.of(SampleConfigs.here(WORKLOAD), folder.resolve("mine.lanewise"));
        for (Path file : List.of(pack, file())) {
            try (InputStream in = Files.newInputStream(file);
                    TunedKernels kernels = TunedKernels.load(in, LoadOptions.DEFAULT)) {
                assertThat(kernels.layers()).containsValue(WORKLOAD);
                assertThat(kernels.level(WORKLOAD)).isEqualTo(Level.EXACT_MACHINE);
            }
        }
        byte[] whole = Files.readAllBytes(pack);
        InputStream cut = new ByteArrayInputStream(whole, 0, whole.length / 2);
        assertThatThrownBy(() -> TunedKernels.load(cut, LoadOptions.DEFAULT))
                .isInstanceOf(IOException.class)
                .hasMessage("The stream is damaged or cut short; copy or export it again.");
    }

    @Test
    void otherWeightsAreBoundToTheSameKernel() throws IOException {
        SeededData one = SeededData.of(WORKLOAD, 1);
        SeededData two = SeededData.of(WORKLOAD, 2);
        Filter other = Filter.of(FilterOrder.OIHW, two.weights()).withBias(two.bias());
        try (TunedKernels kernels = TunedKernels.load(file());
                DepthwiseConv conv = kernels.depthwise(WORKLOAD, one.weights(), one.bias());
                DepthwiseConv rebound = conv.rebind(other)) {
            assertThat(rebound.kernel()).isSameAs(conv.kernel());
            RightRuns.assertRight(rebound, two);
            RightRuns.assertRight(conv, one);
        }
    }

    @Test
    void weightsThatNeedAnotherKernelAreNotBoundToThisOne() {
        Workload rows = Workload.parse("3x8x40_k3_s1_p1_nchw");
        LoadOptions silent = LoadOptions.DEFAULT.with(Fallback.SILENT);
        try (TunedKernels kernels = TunedKernels.of(SampleConfigs.here(WORKLOAD), silent);
                DepthwiseConv conv = kernels.depthwise(rows, new float[27])) {
            assertThat(conv.schedule().orElseThrow()).startsWith("w");
            float[] odd = new float[27];
            odd[4] = Float.NaN;
            assertThatThrownBy(() -> conv.rebind(Filter.of(FilterOrder.OIHW, odd)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Weights of " + rows + " that are infinite");
        }
    }
}
