package org.lanewise.tuner.measure.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * How long a kernel may take to reach compiled code, in processor time of the thread that calls it
 * and in time that it waits for the compiler. Other processes stretch the time by the clock; they
 * must not turn a good kernel into a bad one.
 */
final class WarmUpBudget {
    /** By the clock the limit is this much longer, so that a starved worker ends, too. */
    private static final int STRETCH = 4;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long limitNanos;
    private final long clockStart = System.nanoTime();
    private final long processorStart = processorNanos();
    private long waitedNanos;

    WarmUpBudget(Duration limit) {
        limitNanos = limit.toNanos();
    }

    private static long processorNanos() {
        return THREADS.isCurrentThreadCpuTimeSupported()
                ? THREADS.getCurrentThreadCpuTime()
                : System.nanoTime();
    }

    /** Whether the compiler is done with a kernel; waits for it, at most for what is left. */
    boolean awaitCompiler(String className) {
        long start = System.nanoTime();
        boolean done =
                CompileQueue.drainOf(className, Duration.ofNanos(Math.max(0, limitNanos - used())));
        waitedNanos += System.nanoTime() - start;
        return done;
    }

    private long used() {
        return processorNanos() - processorStart + waitedNanos;
    }

    boolean spent() {
        return used() >= limitNanos || System.nanoTime() - clockStart >= STRETCH * limitNanos;
    }
}
