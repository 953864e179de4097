package org.lanewise.tuner.measure.worker;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;
import org.lanewise.kernel.RawMemory;
import org.lanewise.tensor.KernelBuffers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The fastest that a thread moves a tensor into another: the widest vectors, aligned, unchecked,
 * one load for each store and nothing computed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CopyBenchmark {
    private static final VectorSpecies<Float> V = FloatVector.SPECIES_MAX;
    private static final ByteOrder NATIVE = ByteOrder.nativeOrder();
    private static final int STEP = V.vectorByteSize();

    /** Vectors moved in one round: enough to hide the loop. */
    private static final int UNROLLED = 4;

    /** Bytes of source and target together, for each thread. */
    @Param("0")
    public long bytes;

    private @Nullable Arena arena;
    private long source;
    private long target;
    private long end;

    /** Bytes that a copy reads and writes for so much memory. */
    static long moved(long bytes) {
        return 2 * half(bytes);
    }

    private static long half(long bytes) {
        long round = (long) UNROLLED * STEP;
        return Math.max(round, bytes / 2 / round * round);
    }

    /** Touches all memory, so that the operating system has given it. */
    @Setup(Level.Trial)
    public void allocate() {
        Arena own = Arena.ofShared();
        arena = own;
        end = half(bytes);
        source = filled(own).address();
        target = filled(own).address();
    }

    private MemorySegment filled(Arena own) {
        return KernelBuffers.allocate(own, end / Float.BYTES).fill((byte) 1);
    }

    /** Frees it. */
    @TearDown(Level.Trial)
    public void free() {
        if (arena != null) {
            arena.close();
        }
    }

    /** Copies once. */
    @Benchmark
    public void copy() {
        long from = source;
        long to = target;
        for (long at = 0; at < end; at += (long) UNROLLED * STEP) {
            long x = (from + at) & RawMemory.ADDRESS;
            long y = (to + at) & RawMemory.ADDRESS;
            FloatVector v0 = load(x);
            FloatVector v1 = load(x + STEP);
            FloatVector v2 = load(x + 2L * STEP);
            FloatVector v3 = load(x + 3L * STEP);
            store(v0, y);
            store(v1, y + STEP);
            store(v2, y + 2L * STEP);
            store(v3, y + 3L * STEP);
        }
    }

    private static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(V, RawMemory.ALL, address, NATIVE);
    }

    private static void store(FloatVector vector, long address) {
        vector.intoMemorySegment(RawMemory.ALL, address, NATIVE);
    }
}
