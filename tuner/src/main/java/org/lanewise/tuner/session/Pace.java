package org.lanewise.tuner.session;

import java.time.Duration;
import org.lanewise.config.CacheState;

/**
 * How long the steps of a confirmation take on this machine.
 *
 * @param fork a kernel's part of a fresh JVM: start, warm up, check, time
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

    /** With cold caches a fork is timed five times as long. */
    static Duration fork(CacheState cache) {
        return switch (cache) {
            case HOT -> FORK;
            case COLD -> FORK.multipliedBy(2);
        };
    }
}
