package org.lanewise.check;

import java.util.Arrays;

/** Times what runs again and again. */
public final class Timing {
    private Timing() {}

    /**
     * Nanoseconds a run, over some time, or over one run if that takes longer; the clock is read
     * after each.
     */
    public static double hot(Runnable run, long lengthNanos) {
        long start = System.nanoTime();
        long runs = 0;
        long now;
        do {
            run.run();
            runs++;
            now = System.nanoTime();
        } while (now - start < lengthNanos);
        return (now - start) / (double) runs;
    }

    /** Nanoseconds of a run that finds none of its data in the caches, the median of some. */
    public static double cold(Runnable run, CacheEviction eviction, int runs) {
        long[] nanos = new long[runs];
        for (int i = 0; i < runs; i++) {
            eviction.run();
            long start = System.nanoTime();
            run.run();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return (nanos[(runs - 1) / 2] + nanos[runs / 2]) / 2.0;
    }
}
