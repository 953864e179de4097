package org.lanewise.kernel;

/**
 * Numbered places, each of which one thread has at a time: twice as many as there are processors,
 * so that whoever computes has one, and no more however many threads there are. A thread gets the
 * same place each time, if it can, so that its caches still hold what is there. Thread-safe;
 * allocates nothing.
 *
 * <p>Nobody waits while places are free: a virtual thread that waited in the midst of its work
 * would be parked with all it holds behind thousands that have not begun.
 */
public final class Slots {
    private static final int COUNT = 2 * Runtime.getRuntime().availableProcessors();

    /** Behind the places the number of threads that wait. */
    private static final int WAITING = COUNT;

    /** For each place 1 while it is taken. */
    private final PaddedLongs taken = new PaddedLongs(COUNT + 1);

    private final Object givenBack = new Object();

    /** How many places there are. */
    public static int count() {
        return COUNT;
    }

    /** Takes a place; waits for another thread to give one back if all are taken. */
    public int take() {
        int free = free();
        return free < 0 ? await() : free;
    }

    /** Gives a place back. */
    public void giveBack(int place) {
        taken.set(place, 0);
        if (taken.get(WAITING) > 0) {
            synchronized (givenBack) {
                givenBack.notify();
            }
        }
    }

    /** A free place, now taken, or -1. */
    private int free() {
        int first = (int) (Thread.currentThread().threadId() % COUNT);
        for (int i = 0; i < COUNT; i++) {
            int place = first + i < COUNT ? first + i : first + i - COUNT;
            if (taken.get(place) == 0 && taken.replace(place, 0, 1)) {
                return place;
            }
        }
        return -1;
    }

    private int await() {
        boolean interrupted = false;
        taken.add(WAITING, 1);
        try {
            synchronized (givenBack) {
                // Who gives back does so before it looks for waiting threads, so none is missed.
                int place = free();
                while (place < 0) {
                    try {
                        givenBack.wait();
                    } catch (InterruptedException later) {
                        interrupted = true;
                    }
                    place = free();
                }
                return place;
            }
        } finally {
            taken.add(WAITING, -1);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
