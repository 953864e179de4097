package org.lanewise.tuner.session;

import java.time.Duration;

/**
 * A point in time that work must not pass, and a later one until which a JVM that was asked before
 * may still answer.
 */
final class Deadline {
    /** JVMs of a busy machine take several times as long; one that takes longer hangs. */
    private static final int USUAL_TIMES = 3;

    private final long end;
    private final long latest;

    private Deadline(long end, long latest) {
        this.end = end;
        this.latest = latest;
    }

    /** A deadline past which answers are waited for as long as they usually take. */
    static Deadline in(Duration time) {
        return in(time, Duration.ofDays(365));
    }

    /**
     * A deadline past which nothing is waited for longer than {@code overrun}; so it is with all
     * that are made of it.
     */
    static Deadline in(Duration time, Duration overrun) {
        long end = System.nanoTime() + time.toNanos();
        return new Deadline(end, end + overrun.toNanos());
    }

    private Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos(), latest);
    }

    boolean passed() {
        return System.nanoTime() - end >= 0;
    }

    Duration left() {
        return until(end);
    }

    private static Duration until(long time) {
        return Duration.ofNanos(Math.max(0, time - System.nanoTime()));
    }

    /** Whether so much time is left. */
    boolean allows(Duration time) {
        return left().compareTo(time) >= 0;
    }

    /** How often such a step fits into what is left. */
    long fits(Duration step) {
        return left().toNanos() / Math.max(1, step.toNanos());
    }

    /**
     * How long to wait for a JVM's answer: while there is time as long as it likes, at the end not
     * much longer than usual.
     *
     * @param usual how long an answer takes
     */
    Duration patience(Duration usual) {
        Duration busy = usual.multipliedBy(USUAL_TIMES);
        if (allows(busy)) {
            return left();
        }
        Duration most = until(latest);
        return busy.compareTo(most) < 0 ? busy : most;
    }

    /** A deadline after {@code share} of what is left. */
    Deadline share(double share) {
        return after(Duration.ofNanos((long) (left().toNanos() * share)));
    }

    /** This one, or a later one that leaves at least so much time. */
    Deadline notBefore(Duration least) {
        return allows(least) ? this : after(least);
    }

    /** A deadline that leaves so much time until this one, if there is as much. */
    Deadline before(Duration reserve) {
        return after(left().minus(reserve).isNegative() ? Duration.ZERO : left().minus(reserve));
    }
}
