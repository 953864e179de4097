package org.lanewise.tuner.session;

import java.time.Duration;
import org.lanewise.config.CacheState;

/**
 * How long the steps of a confirmation take on this machine.
 *
 * @param fork a fresh JVM with one kernel: start, warm up, check, time
 * @param playOff a candidate's part of a play-off
 * @param turn the benchmark's JVM and the application's, one after the other
 */
record Pace(StepTime fork, StepTime playOff, StepTime turn) {
    private static final Duration FORK = Duration.ofMillis(1_800);
    private static final Duration CANDIDATE = Duration.ofMillis(700);

    /** What to expect of a machine on which nothing was timed yet. */
    static Pace expected(CacheState cache) {
        Duration fork = fork(cache);
        return new Pace(
                new StepTime(fork), new StepTime(CANDIDATE), new StepTime(fork.multipliedBy(2)));
    }

    /**
     * What a fresh JVM with so many kernels is expected to take at the most: it starts once, which
     * takes about as long as a kernel in it.
     */
    Duration round(int kernels) {
        return fork.expected().multipliedBy(kernels + 1L).dividedBy(2);
    }

    /** A fresh JVM with so many kernels, which was started then, has ended. */
    void tookRound(long startNanos, int kernels) {
        fork.took(
                Duration.ofNanos(System.nanoTime() - startNanos)
                        .multipliedBy(2)
                        .dividedBy(kernels + 1L));
    }

    /** With cold caches a fork is timed five times as long. */
    static Duration fork(CacheState cache) {
        return switch (cache) {
            case HOT -> FORK;
            case COLD -> FORK.multipliedBy(2);
        };
    }
}
