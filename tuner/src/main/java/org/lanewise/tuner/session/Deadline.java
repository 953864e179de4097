package org.lanewise.tuner.session;

import java.time.Duration;

/** A point in time that work must not pass. */
final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration time) {

        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean passed() {
        return System.nanoTime() - end >= 0;
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** A deadline after {@code share} of what is left. */
    Deadline share(double share) {
        return in(Duration.ofNanos((long) (left().toNanos() * share)));
    }
}
