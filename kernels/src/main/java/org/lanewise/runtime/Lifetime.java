package org.lanewise.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import org.lanewise.kernel.PaddedLongs;

/**
 * Keeps something open while threads use it: closing refuses new users at once and lets those under
 * way finish, and whoever is the last to leave frees it. Kernels with raw access need that, because
 * memory that is freed under them takes the JVM down. Thread-safe; nobody ever waits, and entering
 * and leaving allocate nothing.
 *
 * <p>Users are counted in several places, so that threads which share a short convolution do not
 * take one cache line from each other at every run.
 */
final class Lifetime {
    private static final int MOST_PLACES = 16;
    private static final int PLACES =
            Math.min(
                    MOST_PLACES,
                    Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors() - 1));

    /** Set in a place that is closed; the bits below count the users who entered there. */
    private static final long CLOSED = Long.MIN_VALUE;

    private final String refusal;
    private final Runnable free;
    private final PaddedLongs users = new PaddedLongs(PLACES);
    private final AtomicInteger inUse = new AtomicInteger(PLACES);

    /**
     * @param refusal the sentence that refuses users after the end
     * @param free runs once, after the last user has left
     */
    Lifetime(String refusal, Runnable free) {
        this.refusal = refusal;
        this.free = free;
    }

    /**
     * Begins a use.
     *
     * @return where it was counted, for {@link #leave}
     * @throws IllegalStateException if it is closed already
     */
    int enter() {
        int place = (int) Thread.currentThread().threadId() & (PLACES - 1);
        long before = users.get(place);
        while (!users.replace(place, checked(before), before + 1)) {
            before = users.get(place);
        }
        return place;
    }

    /** Ends a use. */
    void leave(int place) {
        if (users.add(place, -1) == CLOSED) {
            closed();
        }
    }

    /**
     * Refuses use after the end.
     *
     * @throws IllegalStateException if it is closed already
     */
    void checkOpen() {
        checked(users.get(0));
    }

    private long checked(long count) {
        if (count < 0) {
            throw new IllegalStateException(refusal);
        }
        return count;
    }

    /** Ends it. The same again changes nothing. */
    void close() {
        for (int place = 0; place < PLACES; place++) {
            long before = users.get(place);
            while (before >= 0 && !users.replace(place, before, before | CLOSED)) {
                before = users.get(place);
            }
            if (before == 0) {
                closed();
            }
        }
    }

    /** A place is closed and empty. */
    private void closed() {
        if (inUse.decrementAndGet() == 0) {
            free.run();
        }
    }
}
