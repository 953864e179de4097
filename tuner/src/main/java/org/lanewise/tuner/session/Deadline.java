package org.lanewise.tuner.session;

import java.time.Duration;
import org.lanewise.tuner.measure.Cutoff;

/** A point in time that work must not pass, and a cutoff for what was begun before. */
final class Deadline {
    /** JVMs of a busy machine take several times as long; one that takes longer hangs. */
    private static final int USUAL_TIMES = 3;

    private final long end;
    private final Cutoff cutoff;

    private Deadline(long end, Cutoff cutoff) {
        this.end = end;
        this.cutoff = cutoff;
    }

    /** A deadline past which answers are waited for as long as they usually take. */
    static Deadline in(Duration time) {
        return in(time, Cutoff.never());
    }

    /** The same, but until the cutoff at the most; so it is with all that are made of it. */
    static Deadline in(Duration time, Cutoff cutoff) {
        return new Deadline(System.nanoTime() + time.toNanos(), cutoff);
    }

    private Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos(), cutoff);
    }

    boolean passed() {
        return System.nanoTime() - end >= 0;
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** Whether nobody waits any more, so that what gave no answer is not to blame. */
    boolean cutOff() {
        return cutoff.left().isZero();
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
        Duration patience = allows(busy) ? left() : busy;
        Duration most = cutoff.left();
        return patience.compareTo(most) < 0 ? patience : most;
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
