package org.lanewise.tuner.measure.child;

import java.time.Duration;

/**
 * How long to wait for a process. Within its limit it may do as it likes. After that only one that
 * works is waited for, until it has had a processor for as long as the limit: where many share the
 * processors, being late is no fault of its own. It ends however that is. Not thread-safe.
 */
final class Wait {
    /** By the clock, a process gets no more than so many limits. */
    static final int MOST_LIMITS = 4;

    /** How long it is looked at, to tell whether it works. */
    static final Duration LOOK = Duration.ofMillis(500);

    /** What works gets more of a processor meanwhile, however many others there are. */
    static final Duration WORK = Duration.ofMillis(20);

    private final long limit;
    private final long most;
    private final long start;
    private final Duration usedBefore;

    /** What it had used when it was looked at last; negative before the first time. */
    private Duration usedLast = Duration.ofNanos(-1);

    /**
     * A wait that begins.
     *
     * @param most by the clock, however little of a processor it gets
     * @param now the clock's nanoseconds
     * @param used time of processors that the process has had
     */
    Wait(Duration limit, Duration most, long now, Duration used) {
        this.most = Math.min(MOST_LIMITS * limit.toNanos(), most.toNanos());
        this.limit = Math.min(limit.toNanos(), this.most);
        this.start = now;
        this.usedBefore = used;
    }

    /**
     * For how many nanoseconds to wait before asking again; none when it is over.
     *
     * @param now the clock's nanoseconds
     * @param used time of processors that the process has had
     */
    long next(long now, Duration used) {
        long waited = now - start;
        if (waited < limit) {
            return limit - waited;
        }
        boolean works = usedLast.isNegative() || used.minus(usedLast).compareTo(WORK) >= 0;
        usedLast = used;
        long left = most - waited;
        return works && used.minus(usedBefore).toNanos() < limit
                ? Math.clamp(left, 0, LOOK.toNanos())
                : 0;
    }
}
