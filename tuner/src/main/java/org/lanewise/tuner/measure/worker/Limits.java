package org.lanewise.tuner.measure.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.MemoryLevel;
import org.lanewise.target.CacheLevels;
import org.lanewise.tuner.measure.protocol.LeastLimits;
import org.lanewise.tuner.measure.protocol.MeasureException;

/** Measures what so many threads of this machine can do at the most. */
public final class Limits {
    /** A cache is filled by half, because it holds more than the two buffers. */
    private static final int FILLING = 2;

    /** A cache may be shared with other machines of the host, so less of the last one is ours. */
    private static final int LAST_FILLING = 4;

    /** Main memory is what remains when the working set is many times the last cache. */
    private static final int BEYOND = 4;

    private Limits() {}

    /**
     * Measures peak and bandwidths in this JVM, some seconds.
     *
     * @throws MeasureException if the caches' sizes are unknown, or the machine is too busy
     */
    public static MachineLimits measure(int threads) {
        List<CacheLevels.Cache> caches = CacheLevels.ofThisMachine();
        if (caches.isEmpty()) {
            throw new MeasureException(
                    "The system does not tell the sizes of this machine's caches; run this on a Linux that shows them in"
                            + " /sys/devices/system/cpu.");
        }
        long beyond = BEYOND * caches.getLast().bytesOf(threads);
        double gbs = Jmh.copyGbs(beyond / threads, threads, LeastLimits.copyGbs());
        Deque<MemoryLevel> levels = new ArrayDeque<>();
        levels.addFirst(new MemoryLevel("memory", Long.MAX_VALUE, gbs));
        // From the farthest on: what each reaches says what to believe of the next nearer one.
        for (CacheLevels.Cache cache : caches.reversed()) {
            long capacity = cache.bytesOf(threads);
            int filling = cache.equals(caches.getLast()) ? LAST_FILLING : FILLING;
            gbs = Jmh.copyGbs(capacity / filling / threads, threads, LeastLimits.copyGbs(gbs));
            levels.addFirst(new MemoryLevel("L" + cache.level(), capacity, gbs));
        }
        double peak = Jmh.peakGflops(threads, BelievedSpeed.PATIENCE);
        return new MachineLimits(threads, peak, List.copyOf(levels));
    }
}
