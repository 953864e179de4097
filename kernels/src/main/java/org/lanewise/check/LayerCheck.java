package org.lanewise.check;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalInt;
import org.lanewise.config.TunedLayer;
import org.lanewise.kernel.KernelBuffers;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.runtime.DepthwiseConv;
import org.lanewise.runtime.Level;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.runtime.WarmUp;
import org.lanewise.workload.Workload;

/**
 * One layer as this JVM runs it.
 *
 * @param layer what was promised
 * @param level how well the kernel fits this machine
 * @param explanation which kernel ran, and why
 * @param wrong what is wrong with the result, empty if nothing
 * @param warmUp how the kernel came to compiled code
 * @param warmUpMillis what that took
 * @param medianNs median time of one run, nanoseconds
 */
record LayerCheck(
        TunedLayer layer,
        Level level,
        String explanation,
        String wrong,
        WarmUp.Result warmUp,
        double warmUpMillis,
        double medianNs) {
    private static final long SEED = 7;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final int BATCHES = 15;
    private static final long BATCH_NANOS = 20_000_000;

    static LayerCheck of(TunedKernels kernels, TunedLayer layer) {
        Workload workload = layer.workload();
        SeededData data = SeededData.of(workload, SEED);
        try (Arena arena = Arena.ofConfined();
                DepthwiseConv conv = kernels.depthwise(workload, data.weights(), data.bias())) {
            MemorySegment input = KernelBuffers.copyOf(arena, data.input());
            MemorySegment output = KernelBuffers.allocate(arena, workload.outputElements());
            long start = System.nanoTime();
            WarmUp.Result warmUp = conv.warmUp(WARM_UP);
            double warmUpMillis = (System.nanoTime() - start) / 1e6;
            conv.run(input, output);
            float[] actual = output.toArray(ValueLayout.JAVA_FLOAT);
            Reference reference = Reference.of(workload, data);
            OptionalInt wrong = reference.firstWrong(actual);
            String verdict =
                    wrong.isEmpty()
                            ? ""
                            : reference.describe(wrong.getAsInt(), actual[wrong.getAsInt()]);
            return new LayerCheck(
                    layer,
                    kernels.level(workload),
                    conv.explain(),
                    verdict,
                    warmUp,
                    warmUpMillis,
                    median(conv, input, output));
        }
    }

    private static double median(DepthwiseConv conv, MemorySegment input, MemorySegment output) {
        double[] batches = new double[BATCHES];
        for (int i = 0; i < batches.length; i++) {
            long start = System.nanoTime();
            long runs = 0;
            long now;
            do {
                conv.run(input, output);
                runs++;
                now = System.nanoTime();
            } while (now - start < BATCH_NANOS);
            batches[i] = (now - start) / (double) runs;
        }
        Arrays.sort(batches);
        return batches[BATCHES / 2];
    }

    /** Promised time by measured time: above 1 is faster than promised. */
    double ratio() {
        return layer.bestTime().medianNs() / medianNs;
    }
}
