package org.lanewise.tuner.replay;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * The time of a search: what evaluations took by the table, and what the strategy itself takes now.
 * Of that the processor's time of this thread is counted, so that searches on other threads do not
 * slow each other down. Belongs to one search on one thread.
 */
final class SearchClock {
    private static final double NANOS = 1e9;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private double seconds;
    private long since;

    /** From now on the strategy works. */
    void thinks() {
        since = now();
    }

    /** It has stopped. */
    void thought() {
        long until = now();
        seconds += (until - since) / NANOS;
        since = until;
    }

    /** Something took so long by the table. */
    void passes(double duration) {
        seconds += duration;
    }

    double seconds() {
        return seconds;
    }

    private static long now() {
        return THREADS.isCurrentThreadCpuTimeSupported()
                ? THREADS.getCurrentThreadCpuTime()
                : System.nanoTime();
    }
}
