package org.lanewise.tuner.peers;

/** One way to compute a convolution, with its tensors, ready to run. Used by one thread. */
public interface Contender extends AutoCloseable {
    /** What computes, in the library's own words, such as {@code jit_dw:avx512_core}. */
    String implementation();

    /**
     * Whether its tensors lie as the workload says; a library that may choose may choose otherwise,
     * and then does another job.
     */
    default boolean sameLayout() {
        return true;
    }

    /**
     * Whether it is what the library checks its own code with, and nobody computes by: oneDNN's is
     * many times slower than plain loops.
     */
    default boolean forChecks() {
        return false;
    }

    /**
     * One complete convolution: what is timed.
     *
     * @throws ContenderException if the library fails at it
     */
    void run();

    /** The output of the last run, in the workload's layout. */
    float[] output();

    /** Frees the tensors. */
    @Override
    void close();
}
