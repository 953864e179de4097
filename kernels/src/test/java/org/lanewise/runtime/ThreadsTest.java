package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.TunedLayer;
import org.lanewise.host.MachineProbe;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.schedule.Schedule;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.testkit.SteadyState;
import org.lanewise.threads.Parallelism;
import org.lanewise.threads.Team;
import org.lanewise.workload.Workload;

@Timeout(300)
@Tag("slow")
class ThreadsTest {
    private static final Workload LARGE = Workload.parse("70x30x30_k3_s1_p1_nchw8c_bias_relu");
    private static final Workload UNTUNED = Workload.parse("5x128x19x23_k5_s2_p2_nhwc");
    private static final Workload TINY = Workload.parse("16x4x4_k3_s1_p1_nchw8c");

    @TempDir private Path folder;

    private TunedKernels kernels(Workload workload, double micros) throws IOException {
        Schedule best = Schedule.parse("c128_b1_t2x4_chw_taps_held_raw");
        Schedule defaultSchedule = Schedule.parse("c128_b1_t1x4_chw_cols_reload_checked");
        Estimate time = new Estimate(micros * 1e3, micros * 1e3, micros * 1e3);
        TunedLayer layer = new TunedLayer("a", workload, best, time, defaultSchedule, time);
        Path file = folder.resolve("best.json");
        BestConfigFile.write(
                file,
                new BestConfig(MachineProbe.detect(), "mine", CacheState.HOT, 100, List.of(layer)));
        return TunedKernels.load(file);
    }

    @Test
    void severalThreadsComputeWhatOneDoes() throws IOException {
        try (TunedKernels kernels = kernels(LARGE, 40);
                ExecutorService pool = Executors.newFixedThreadPool(3)) {
            Parallelism threads = Parallelism.executor(pool, 4);
            for (Workload workload : List.of(LARGE, UNTUNED)) {
                SeededData data = SeededData.of(workload, 1);
                Reference reference = Reference.of(workload, data);
                try (DepthwiseConv conv =
                                kernels.depthwise(workload, data.weights(), data.bias(), threads);
                        Arena arena = Arena.ofConfined()) {
                    assertThat(conv.threads()).isEqualTo(4);
                    MemorySegment input = KernelBuffers.copyOf(arena, data.input());
                    MemorySegment output = KernelBuffers.allocate(arena, workload.outputElements());
                    for (int i = 0; i < 20; i++) {
                        output.fill((byte) 0xFF);
                        conv.run(input, output);
                        assertThat(reference.firstWrong(output.toArray(ValueLayout.JAVA_FLOAT)))
                                .isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void layersTooShortToShareOutRunOnTheirCallerAlone() throws IOException {
        float[] weights = new float[16 * 9];
        try (Team team = Team.ofAllProcessors();
                TunedKernels kernels = kernels(TINY, 3.9);
                DepthwiseConv tuned = kernels.depthwise(TINY, weights, new float[0], team);
                DepthwiseConv untuned =
                        kernels.depthwise(
                                Workload.parse("16x5x5_k3_s1_p1_nchw8c"),
                                weights,
                                new float[0],
                                team)) {
            assertThat(tuned.threads()).isEqualTo(1);
            assertThat(untuned.threads()).isEqualTo(1);
        }
    }

    @Test
    void aWarmConvolutionOnATeamAllocatesNothing() throws IOException {
        SeededData data = SeededData.of(LARGE, 1);
        try (Team team = Team.of(2);
                TunedKernels kernels = kernels(LARGE, 40);
                DepthwiseConv conv = kernels.depthwise(LARGE, data.weights(), data.bias(), team);
                Arena arena = Arena.ofConfined()) {
            assertThat(conv.threads()).isEqualTo(team.threads());
            assertThat(conv.warmUp(Duration.ofSeconds(100)))
                    .isInstanceOf(WarmUp.Result.Ready.class);
            MemorySegment input = KernelBuffers.copyOf(arena, data.input());
            MemorySegment output = KernelBuffers.allocate(arena, LARGE.outputElements());
            assertThat(SteadyState.bytes(() -> conv.run(input, output))).isZero();
        }
    }
}
