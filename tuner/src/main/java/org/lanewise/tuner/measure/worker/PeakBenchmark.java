package org.lanewise.tuner.measure.worker;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The most multiply-adds a core can do: independent chains on the widest vectors, no memory
 * touched.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PeakBenchmark {
    private static final VectorSpecies<Float> V = FloatVector.SPECIES_MAX;
    private static final int CHAINS = 12;
    private static final int ROUNDS = 10_000;

    /** Read at run time, so that nothing is folded. */
    public float factor = 0.999f;

    /** Floating-point operations of one call of {@link #chains}. */
    static double flops() {
        return 2.0 * CHAINS * ROUNDS * V.length();
    }

    static int vectorBits() {
        return V.vectorBitSize();
    }

    /** Twelve chains hide a latency of four cycles on up to three FMA units. */
    @Benchmark
    public float chains() {
        FloatVector f = FloatVector.broadcast(V, factor);
        FloatVector a0 = f,
                a1 = f,
                a2 = f,
                a3 = f,
                a4 = f,
                a5 = f,
                a6 = f,
                a7 = f,
                a8 = f,
                a9 = f,
                a10 = f,
                a11 = f;
        for (int i = 0; i < ROUNDS; i++) {
            a0 = a0.fma(f, f);
            a1 = a1.fma(f, f);
            a2 = a2.fma(f, f);
            a3 = a3.fma(f, f);
            a4 = a4.fma(f, f);
            a5 = a5.fma(f, f);
            a6 = a6.fma(f, f);
            a7 = a7.fma(f, f);
            a8 = a8.fma(f, f);
            a9 = a9.fma(f, f);
            a10 = a10.fma(f, f);
            a11 = a11.fma(f, f);
        }
        FloatVector low = a0.add(a1).add(a2).add(a3).add(a4).add(a5);
        FloatVector high = a6.add(a7).add(a8).add(a9).add(a10).add(a11);
        return low.add(high).reduceLanes(VectorOperators.ADD);
    }
}
