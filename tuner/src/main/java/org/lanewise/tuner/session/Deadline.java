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

    /** Whether so much time is left. */
    boolean allows(Duration time) {
        return left().compareTo(time) >= 0;
    }

    /** How often such a step fits into what is left. */
    long fits(Duration step) {
        return left().toNanos() / Math.max(1, step.toNanos());
    }

    /** A deadline after {@code share} of what is left. */
    Deadline share(double share) {
        return in(Duration.ofNanos((long) (left().toNanos() * share)));
    }

    /** This one, or a later one that leaves at least so much time. */
    Deadline notBefore(Duration least) {
        return allows(least) ? this : in(least);
    }

    /** A deadline that leaves so much time until this one, if there is as much. */
    Deadline before(Duration reserve) {
        return in(left().minus(reserve).isNegative() ? Duration.ZERO : left().minus(reserve));
    }
}
