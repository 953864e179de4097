package org.lanewise.host;

/**
 * When a warm-up knows that more of it does not help: the JIT has finished nothing large, anywhere
 * in the JVM, while the thread that warms up has computed for longer than C2 takes for the largest
 * kernel. Counted is the processor's time, not the clock's: on a busy machine the JIT gets about
 * the same share of it as the thread does. For that thread alone.
 */
public final class Patience {
    private static final long QUIET_NANOS = 3_000_000_000L;

    /** The smallest kernels take some hundred. */
    private static final long LARGE_MILLIS = 100;

    /** A JIT that compiles the same again and again is never quiet. */
    private static final long MOST_NANOS = 6 * QUIET_NANOS;

    private final long start = Jvm.processorNanos();
    private long lastChange = start;
    private long compiled = Jvm.compiledMillis();

    /** Whether it is at its end. */
    public boolean over() {
        long now = Jvm.processorNanos();
        long compiledNow = Jvm.compiledMillis();
        if (compiledNow - compiled > LARGE_MILLIS) {
            compiled = compiledNow;
            lastChange = now;
        }
        return now - lastChange > QUIET_NANOS || now - start > MOST_NANOS;
    }
}
