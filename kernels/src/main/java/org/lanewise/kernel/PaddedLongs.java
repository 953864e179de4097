package org.lanewise.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Longs that threads poll and write, each on cache lines of its own: two on one line would be taken
 * from a poller's core whenever its neighbour is written. Thread-safe.
 */
public final class PaddedLongs {
    /** Two lines of 64 bytes, because the prefetcher of x86 processors fetches lines in pairs. */
    private static final int STRIDE = 128 / Long.BYTES;

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] slots;

    /** So many zeros. */
    public PaddedLongs(int count) {
        // A stride before the first keeps it away from the array's header and what lies before.
        this.slots = new long[(count + 2) * STRIDE];
    }

    /** Reads one; orders everything read after. */
    public long get(int index) {
        return (long) SLOT.getVolatile(slots, place(index));
    }

    /** Writes one; orders everything written before, and everything read after. */
    public void set(int index, long value) {
        SLOT.setVolatile(slots, place(index), value);
    }

    /** Writes one; orders everything written before. */
    public void release(int index, long value) {
        SLOT.setRelease(slots, place(index), value);
    }

    /** Writes one if it is as expected, and says whether it was. */
    public boolean replace(int index, long expected, long value) {
        return SLOT.compareAndSet(slots, place(index), expected, value);
    }

    /** Adds to one, and gives the sum. */
    public long add(int index, long value) {
        return (long) SLOT.getAndAdd(slots, place(index), value) + value;
    }

    private static int place(int index) {
        return (index + 1) * STRIDE;
    }
}
