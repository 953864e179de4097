package org.lanewise.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.runtime.DepthwiseConv;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.workload.Workload;

/** Load a kernel pack, prepare one layer with its weights, run it. */
@Tag("slow")
class Example01_LoadAndRun {
    @TempDir private Path folder;

    @Test
    void runALayer() throws IOException {
        // 'lanewise export mobilenet_v1 -o mobilenet_v1.lanewise' has written such a file.
        Path pack = Packs.mobileNetV1(folder);

        // 512 channels of 14x14 in blocks of 16 channels, a 3x3 filter, stride 1, padding 1.
        Workload workload = Workload.parse("512x14x14_k3_s1_p1_nchw16c");
        float[] weights = new float[(int) workload.weightElements()]; // (512, 1, 3, 3)
        Arrays.fill(weights, 1);

        try (TunedKernels kernels = TunedKernels.load(pack);
                DepthwiseConv conv = kernels.depthwise(workload, weights);
                Arena arena = Arena.ofConfined()) {
            // The JIT compiles the kernel while it is called; let that happen before it matters.
            conv.warmUp(Duration.ofSeconds(10));

            // Aligned native memory is fastest. float[] works as well, by way of a copy.
            MemorySegment input = KernelBuffers.allocate(arena, workload.inputElements());
            MemorySegment output = KernelBuffers.allocate(arena, workload.outputElements());
            for (long i = 0; i < workload.inputElements(); i++) {
                input.setAtIndex(ValueLayout.JAVA_FLOAT, i, 1);
            }
            conv.run(input, output);

            // A corner sees four pixels, the others are padding.
            assertThat(output.getAtIndex(ValueLayout.JAVA_FLOAT, 0)).isEqualTo(4);
        }
    }
}
