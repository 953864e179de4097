package org.lanewise.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.runtime.DepthwiseConv;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.workload.Workload;

/** All depthwise layers of MobileNetV1, each compared with the reference and timed beside it. */
@Tag("slow")
class Example06_MobileNetV1 {
    private static final int RUNS = 50;

    @TempDir private Path folder;

    @Test
    void runTheWholeStack() throws IOException {
        try (TunedKernels kernels = TunedKernels.load(Packs.mobileNetV1(folder))) {
            System.out.println("layer                  kernel us  reference us");
            kernels.layers().forEach((name, workload) -> run(kernels, name, workload));
            assertThat(kernels.layers()).hasSize(9);
        }
    }

    private static void run(TunedKernels kernels, String name, Workload workload) {
        SeededData data = SeededData.of(workload, 1);
        try (DepthwiseConv conv = kernels.depthwise(workload, data.weights(), data.bias());
                Arena arena = Arena.ofConfined()) {
            conv.warmUp(Duration.ofSeconds(20));
            MemorySegment input = KernelBuffers.copyOf(arena, data.input());
            MemorySegment output = KernelBuffers.allocate(arena, workload.outputElements());
            long start = System.nanoTime();
            for (int i = 0; i < RUNS; i++) {
                conv.run(input, output);
            }
            double micros = (System.nanoTime() - start) / 1e3 / RUNS;

            start = System.nanoTime();
            Reference reference = Reference.of(workload, data);
            double referenceMicros = (System.nanoTime() - start) / 1e3;
            assertThat(reference.firstWrong(output.toArray(ValueLayout.JAVA_FLOAT))).isEmpty();
            System.out.println(
                    String.format(
                            Locale.ROOT, "%-20s %11.1f %13.0f", name, micros, referenceMicros));
        }
    }
}
