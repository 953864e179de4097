package org.lanewise.tuner.measure.protocol;

import org.lanewise.db.MachineLimits;

/**
 * What every machine can do that tunes kernels. A limit measured below this was measured while the
 * machine did something else, or before the benchmark was compiled.
 */
public final class LeastLimits {
    /** One FMA a cycle, at a clock far below any of the last twenty years. */
    private static final double GHZ = 0.25;

    private static final int FLOPS_A_LANE = 2;

    /** Slower main memory came before vectors did. */
    public static final double COPY_GBS = 0.5;

    private LeastLimits() {}

    /** Multiply-adds on such vectors by so many threads, 10^9 operations a second. */
    public static double peakGflops(int vectorBits, int threads) {
        return GHZ * FLOPS_A_LANE * vectorBits / Float.SIZE * threads;
    }

    /** Whether all limits of a machine with such vectors can be believed. */
    public static boolean reached(MachineLimits limits, int vectorBits) {
        return limits.peakGflops() >= peakGflops(vectorBits, limits.threads())
                && limits.levels().stream().allMatch(level -> level.copyGbs() >= COPY_GBS);
    }
}
