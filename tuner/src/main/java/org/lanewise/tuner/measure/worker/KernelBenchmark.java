package org.lanewise.tuner.measure.worker;

import java.util.concurrent.TimeUnit;
import org.lanewise.check.CacheEviction;
import org.lanewise.config.CacheState;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One complete convolution, one thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KernelBenchmark {
    /** The method that times under a state of the caches. */
    static String method(CacheState cache) {
        return switch (cache) {
            case HOT -> "convolve";
            case COLD -> "convolveCold";
        };
    }

    /** Times one convolution, caches as hot as the working set allows. */
    @Benchmark
    public void convolve(KernelState kernel) {
        kernel.run();
    }

    /**
     * Times one convolution that finds none of its data in the caches. JMH reads the clock around
     * each call and leaves out what comes before it.
     */
    @Benchmark
    public void convolveCold(KernelState kernel, ColdCaches caches) {
        kernel.run();
    }

    /** Empties the caches before each call. */
    @State(Scope.Thread)
    public static class ColdCaches {
        private final CacheEviction eviction = CacheEviction.ofThisMachine(1);

        /** Before each call, outside the measured time. */
        @Setup(Level.Invocation)
        public void empty() {
            eviction.run();
        }
    }
}
