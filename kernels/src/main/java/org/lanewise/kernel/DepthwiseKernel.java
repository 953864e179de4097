package org.lanewise.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * One generated kernel: computes one workload by one schedule. It checks nothing; use {@code
 * DepthwiseConv}, which does. Stateless and thread-safe, as long as no two threads run the same
 * task on the same output.
 */
public interface DepthwiseKernel {
    /** How kernels read single floats: unaligned, native byte order. */
    ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    /** Number of independent tasks that make up the whole convolution. */
    int tasks();

    /**
     * Computes tasks {@code [from, to)}, of each of their loops over tiles or channel units only
     * the first {@code tiles} iterations; of a filter of many rows only the first rows. A few tiles
     * a call are how a kernel is warmed up: HotSpot counts calls, and a first call that interprets
     * a whole plane would last so long that the JIT compiles the running loop instead, with boxed
     * vectors. With one tile a loop each call meets all of the code; with more, a task that is a
     * band of rows passes by what lies outside of it, as in a complete run.
     *
     * @param input the input tensor in the workload's layout
     * @param weights weights packed for this schedule
     * @param bias bias packed for this schedule, {@link MemorySegment#NULL} for a workload without
     * @param output the output tensor in the workload's layout
     * @param tiles most iterations of each loop; {@link Integer#MAX_VALUE} for the whole, 0 for
     *     nothing
     */
    void run(
            MemorySegment input,
            MemorySegment weights,
            MemorySegment bias,
            MemorySegment output,
            int from,
            int to,
            int tiles);

    /** Computes tasks {@code [from, to)} completely. */
    default void run(
            MemorySegment input,
            MemorySegment weights,
            MemorySegment bias,
            MemorySegment output,
            int from,
            int to) {
        run(input, weights, bias, output, from, to, Integer.MAX_VALUE);
    }
}
