package org.lanewise.tuner.measure.protocol;

import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.MemoryLevel;

/**
 * What every machine can do that tunes kernels, and each of its caches beside the next. A limit
 * measured below this was measured while the machine did something else, or before the benchmark
 * was compiled.
 */
public final class LeastLimits {
    /** One FMA a cycle, at a clock far below any of the last twenty years. */
    private static final double GHZ = 0.25;

    private static final int FLOPS_A_LANE = 2;

    /** Slower main memory came before vectors did. */
    private static final double COPY_GBS = 0.5;

    /** A cache of less than half the speed of what lies behind it was not measured well. */
    private static final double NEARER = 0.5;

    private LeastLimits() {}

    /** Multiply-adds on such vectors by so many threads, 10^9 operations a second. */
    public static double peakGflops(int vectorBits, int threads) {
        return GHZ * FLOPS_A_LANE * vectorBits / Float.SIZE * threads;
    }

    /** Copies in main memory, 10^9 bytes a second. */
    public static double copyGbs() {
        return COPY_GBS;
    }

    /**
     * Copies in a cache, 10^9 bytes a second.
     *
     * @param fartherGbs what the next farther cache or main memory does
     */
    public static double copyGbs(double fartherGbs) {
        return Math.max(COPY_GBS, NEARER * fartherGbs);
    }

    /** Whether all limits of a machine with such vectors can be believed. */
    public static boolean reached(MachineLimits limits, int vectorBits) {
        return limits.peakGflops() >= peakGflops(vectorBits, limits.threads())
                && copiesReached(limits.levels());
    }

    /**
     * @param levels the nearest first
     */
    private static boolean copiesReached(List<MemoryLevel> levels) {
        return levels.getLast().copyGbs() >= COPY_GBS
                && IntStream.range(1, levels.size())
                        .allMatch(farther ->
                                levels.get(farther - 1).copyGbs()
                                        >= copyGbs(levels.get(farther).copyGbs()));
    }
}
