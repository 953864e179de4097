package org.lanewise.runtime;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.lanewise.host.Jvm;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.threads.Parallelism;
import org.lanewise.workload.Workload;

/**
 * An application in a JVM of some kind: runs each layer of a file, and the scalar kernel beside it.
 */
final class MatrixCellMain {
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final int LEAST_ROUNDS = 8;

    /**
     * Of the processor's: until then a JIT that shares it with other tests has compiled both.
     * Interpreted, a round takes a tenth of it.
     */
    private static final long ENOUGH_NANOS = 600_000_000;

    private static final long ROUND_NANOS = 1_000_000;

    private MatrixCellMain() {}

    /** The argument is a file. */
    public static void main(String[] args) throws IOException {
        LoadOptions options = LoadOptions.DEFAULT.with(Fallback.SILENT);
        try (TunedKernels kernels = TunedKernels.load(Path.of(args[0]), options)) {
            kernels.layers().values().forEach(workload -> run(kernels, workload));
        }
    }

    private static void run(TunedKernels kernels, Workload workload) {
        SeededData data = SeededData.of(workload, 1);
        Selection scalarOne =
                new Selection(Level.SCALAR, ConvKernel.scalar(workload), "for comparison");
        try (DepthwiseConv conv = kernels.depthwise(workload, data.weights(), data.bias());
                DepthwiseConv scalar =
                        new DepthwiseConv(
                                scalarOne,
                                data.weights(),
                                data.bias(),
                                Parallelism.oneThread(),
                                1,
                                LoadOptions.DEFAULT.with(Fallback.SILENT));
                Arena arena = Arena.ofConfined()) {
            MemorySegment input = KernelBuffers.copyOf(arena, data.input());
            MemorySegment output = KernelBuffers.allocate(arena, workload.outputElements());
            conv.warmUp(WARM_UP);
            scalar.warmUp(WARM_UP);
            double nanos = Double.MAX_VALUE;
            double scalarNanos = Double.MAX_VALUE;
            long end = Jvm.processorNanos() + ENOUGH_NANOS;
            for (int i = 0; i < LEAST_ROUNDS || Jvm.processorNanos() < end; i++) {
                scalarNanos = Math.min(scalarNanos, nanos(scalar, input, output));
                nanos = Math.min(nanos, nanos(conv, input, output));
            }
            boolean right =
                    Reference.of(workload, data)
                            .firstWrong(output.toArray(ValueLayout.JAVA_FLOAT))
                            .isEmpty();
            System.out.println(
                    String.format(
                            Locale.ROOT,
                            "layer %s %.3f %s",
                            right ? "right" : "WRONG",
                            nanos / scalarNanos,
                            conv.explain()));
        }
    }

    /** Nanoseconds of the processor's time a run: others use the machine, too. */
    private static double nanos(DepthwiseConv conv, MemorySegment input, MemorySegment output) {
        long start = Jvm.processorNanos();
        long now;
        int runs = 0;
        do {
            conv.run(input, output);
            runs++;
            now = Jvm.processorNanos();
        } while (now - start < ROUND_NANOS);
        return (now - start) / (double) runs;
    }
}
