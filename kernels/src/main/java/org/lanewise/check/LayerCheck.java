package org.lanewise.check;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.lanewise.config.CacheState;
import org.lanewise.config.TunedLayer;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.runtime.DepthwiseConv;
import org.lanewise.runtime.Level;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.runtime.WarmUp;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.workload.Workload;

/** Runs one layer as an application does: warms it up, checks its result, times it. */
final class LayerCheck {
    private static final long SEED = 7;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final int SAMPLES = 15;

    /** Of a layer that takes long. */
    private static final int LEAST_SAMPLES = 3;

    private static final long LONGEST_NANOS = 5_000_000_000L;
    private static final long SAMPLE_NANOS = 20_000_000;
    private static final int COLD_RUNS_OF_A_SAMPLE = 3;

    private LayerCheck() {}

    static LayerVerdict of(TunedKernels kernels, CacheState cache, TunedLayer layer) {
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
            String wrong = Reference.sampled(workload, data).verdict(output);
            List<Double> samples = samples(cache, () -> conv.run(input, output));
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

    private static List<Double> samples(CacheState cache, Runnable run) {
        DoubleSupplier sample =
                switch (cache) {
                    case HOT -> () -> Timing.hot(run, SAMPLE_NANOS);
                    case COLD -> {
                        CacheEviction eviction = CacheEviction.ofThisMachine(1);
                        yield () -> Timing.cold(run, eviction, COLD_RUNS_OF_A_SAMPLE);
                    }
                };
        long end = System.nanoTime() + LONGEST_NANOS;
        List<Double> samples = new ArrayList<>();
        while (samples.size() < LEAST_SAMPLES
                || (samples.size() < SAMPLES && System.nanoTime() < end)) {
            samples.add(sample.getAsDouble());
        }
        return samples;
    }

    private static double median(List<Double> samples) {
        return samples.stream().sorted().toList().get(samples.size() / 2);
    }
}
