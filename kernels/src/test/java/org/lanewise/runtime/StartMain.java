package org.lanewise.runtime;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.lanewise.kernel.DepthwiseKernel;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.workload.Workload;

/**
 * What an application waits for, from a fresh JVM: loading a pack and the first right result; and
 * what {@code run} costs over the bare kernel.
 */
final class StartMain {
    private static final int RUNS = 200;

    private StartMain() {}

    /** The argument is a pack. */
    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        try (TunedKernels kernels = TunedKernels.load(Path.of(args[0]))) {
            List<Workload> layers = List.copyOf(kernels.layers().values());
            // The application has its data already: making it is not the library's time.
            long pause = System.nanoTime();
            print("load, ms: %.0f", millisSince(start));
            SeededData data = SeededData.of(layers.getLast(), 1);
            start += System.nanoTime() - pause;
            firstResult(kernels, layers.getLast(), data, start);
        }
        overhead();
    }

    private static void firstResult(
            TunedKernels kernels, Workload workload, SeededData data, long start) {
        try (DepthwiseConv conv = kernels.depthwise(workload, data.weights(), data.bias())) {
            float[] output = new float[(int) workload.outputElements()];
            conv.run(data.input(), output);
            print("load and first result, ms: %.0f", millisSince(start));
            OptionalInt wrong = Reference.of(workload, data).firstWrong(output);
            System.out.println(wrong.isEmpty() ? "the first result is right" : "WRONG");
        }
    }

    private static void overhead() {
        Workload workload = Workload.parse("16x1x1_k1_s1_p0_nchw16c");
        float[] weights = new float[16];
        DepthwiseKernel nothing =
                new DepthwiseKernel() {
                    @Override
                    public int tasks() {
                        return 1;
                    }

                    @Override
                    public void run(
                            MemorySegment input,
                            MemorySegment with,
                            MemorySegment bias,
                            MemorySegment output,
                            int from,
                            int to,
                            int tiles) {
                        // Only the way here is timed.
                    }
                };
        ConvKernel empty = ConvKernel.unscheduled(workload, nothing);
        try (Arena arena = Arena.ofConfined();
                DepthwiseConv conv =
                        new DepthwiseConv(
                                new Selection(Level.SCALAR, empty, "asked for"),
                                weights,
                                new float[0],
                                LoadOptions.DEFAULT.parallelism(),
                                1,
                                LoadOptions.DEFAULT.with(Fallback.SILENT))) {
            MemorySegment input = KernelBuffers.allocate(arena, 16);
            MemorySegment output = KernelBuffers.allocate(arena, 16);
            Runnable thousand =
                    () -> {
                        for (int i = 0; i < 1_000; i++) {
                            conv.run(input, output);
                        }
                    };
            medianNanos(thousand, RUNS);
            print("run over the bare kernel, ns: %.0f", medianNanos(thousand, RUNS) / 1_000);
        }
    }

    private static double medianNanos(Runnable work, int runs) {
        long[] times = new long[runs];
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            work.run();
            times[i] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        return times[runs / 2];
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static void print(String format, double figure) {
        System.out.println(String.format(Locale.ROOT, format, figure));
    }
}
