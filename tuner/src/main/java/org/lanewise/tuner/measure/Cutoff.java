package org.lanewise.tuner.measure;

import java.time.Duration;

/**
 * When nobody waits for a JVM any longer, however busy the machine and large the workload.
 * Immutable and thread-safe.
 */
public final class Cutoff {
    /** More than anybody waits, and far from an overflow of the clock. */
    private static final Duration ENDLESS = Duration.ofDays(10_000);

    private final long end;

    private Cutoff(long end) {
        this.end = end;
    }

    /** One after so much time. */
    public static Cutoff in(Duration time) {
        return new Cutoff(System.nanoTime() + time.toNanos());
    }

    /** One that does not come. */
    public static Cutoff never() {
        return in(ENDLESS);
    }

    /** Time until then, by the clock; zero when it is over. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
