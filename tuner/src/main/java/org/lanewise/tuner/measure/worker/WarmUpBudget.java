package org.lanewise.tuner.measure.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * How long a kernel may take to reach compiled code, in processor time of the thread that calls it.
 * Other processes stretch the time by the clock, for the calls as for the compiler; they must not
 * turn a good kernel into a bad one.
 */
final class WarmUpBudget {
    /** By the clock the limit is this much longer, so that a starved worker ends, too. */
    private static final int STRETCH = 4;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long limitNanos;
    private final long clockStart = System.nanoTime();
    private final long processorStart = processorNanos();

    WarmUpBudget(Duration limit) {
        limitNanos = limit.toNanos();
    }

    private static long processorNanos() {
        return THREADS.isCurrentThreadCpuTimeSupported()
                ? THREADS.getCurrentThreadCpuTime()
                : System.nanoTime();
    }

    /** What is left of the limit; 1 ms at least, as a call takes. */
    Duration left() {
        long left = limitNanos - (processorNanos() - processorStart);
        return Duration.ofNanos(Math.max(1_000_000, left));
    }

    boolean spent() {
        return processorNanos() - processorStart >= limitNanos
                || System.nanoTime() - clockStart >= STRETCH * limitNanos;
    }
}
