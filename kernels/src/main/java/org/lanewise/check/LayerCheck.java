package org.lanewise.check;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.lanewise.config.CacheState;
import org.lanewise.config.TunedLayer;
import org.lanewise.kernel.KernelBuffers;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.runtime.DepthwiseConv;
import org.lanewise.runtime.Level;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.runtime.WarmUp;
import org.lanewise.workload.Workload;

/** Runs one layer as an application does: warms it up, checks its result, times it. */
final class LayerCheck {
    private static final long SEED = 7;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final int SAMPLES = 15;
    private static final long SAMPLE_NANOS = 20_000_000;
    private static final int COLD_RUNS_OF_A_SAMPLE = 3;

    private LayerCheck() {}

    static LayerVerdict of(TunedKernels kernels, TunedLayer layer) {
        Workload workload = layer.workload();
        SeededData data = SeededData.of(workload, SEED);
        try (Arena arena = Arena.ofConfined();
                DepthwiseConv conv = kernels.depthwise(workload, data.weights(), data.bias())) {
            MemorySegment input = KernelBuffers.copyOf(arena, data.input());
            MemorySegment output = KernelBuffers.allocate(arena, workload.outputElements());
            long start = System.nanoTime();
            WarmUp.Result warmUp = conv.warmUp(WARM_UP);
            double warmUpMs = (System.nanoTime() - start) / 1e6;
            conv.run(input, output);
            String wrong = verdict(Reference.of(workload, data), output);
            List<Double> samples = samples(kernels.config().cache(), () -> conv.run(input, output));
            return new LayerVerdict(
                    layer.layer(),
                    layer.bestTime().medianNs(),
                    median(samples),
                    samples,
                    kernels.level(workload) == Level.EXACT_MACHINE,
                    conv.explain(),
                    wrong,
                    warmUp instanceof WarmUp.Result.Ready,
                    warmUp instanceof WarmUp.Result.StillSlow(long bytes) ? bytes : 0,
                    warmUpMs);
        }
    }

    private static String verdict(Reference reference, MemorySegment output) {
        float[] actual = output.toArray(ValueLayout.JAVA_FLOAT);
        OptionalInt wrong = reference.firstWrong(actual);
        return wrong.isEmpty()
                ? ""
                : reference.describe(wrong.getAsInt(), actual[wrong.getAsInt()]);
    }

    private static List<Double> samples(CacheState cache, Runnable run) {
        List<Double> samples = new ArrayList<>();
        CacheEviction eviction =
                switch (cache) {
                    case HOT -> CacheEviction.ofNothing();
                    case COLD -> CacheEviction.ofThisMachine();
                };
        for (int i = 0; i < SAMPLES; i++) {
            samples.add(
                    switch (cache) {
                        case HOT -> hot(run);
                        case COLD -> cold(run, eviction);
                    });
        }
        return samples;
    }

    private static double hot(Runnable run) {
        long start = System.nanoTime();
        long runs = 0;
        long now;
        do {
            run.run();
            runs++;
            now = System.nanoTime();
        } while (now - start < SAMPLE_NANOS);
        return (now - start) / (double) runs;
    }

    private static double cold(Runnable run, CacheEviction eviction) {
        long nanos = 0;
        for (int i = 0; i < COLD_RUNS_OF_A_SAMPLE; i++) {
            eviction.run();
            long start = System.nanoTime();
            run.run();
            nanos += System.nanoTime() - start;
        }
        return nanos / (double) COLD_RUNS_OF_A_SAMPLE;
    }

    private static double median(List<Double> samples) {
        return samples.stream().sorted().toList().get(samples.size() / 2);
    }
}
