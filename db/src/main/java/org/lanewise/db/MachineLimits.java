package org.lanewise.db;

import java.util.List;
import org.lanewise.config.CacheState;
import org.lanewise.workload.Workload;

/**
 * What so many threads of a machine can do at the most, measured.
 *
 * @param threads threads that were measured together
 * @param peakGflops FMA peak of all of them, 10^9 floating-point operations a second
 * @param levels the levels of the memory, nearest first; the last is main memory
 */
public record MachineLimits(int threads, double peakGflops, List<MemoryLevel> levels) {
    /** Keeps an unmodifiable copy. */
    public MachineLimits {
        levels = List.copyOf(levels);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("A machine has at least one level of memory.");
        }
    }

    /**
     * The shortest time in which these threads can compute a workload, whatever the kernel: the
     * longer of all multiply-adds on the image at the peak, and input and output at the copy
     * bandwidth of the smallest level that holds both; with cold caches, of main memory.
     *
     * @return nanoseconds
     */
    public double leastNanos(Workload workload, CacheState cache) {
        return Math.max(
                workload.flopsOnImage() / peakGflops,
                moved(workload) / feeding(workload, cache).copyGbs());
    }

    /** The level that a workload's tensors come from. */
    public MemoryLevel feeding(Workload workload, CacheState cache) {
        return switch (cache) {
            case HOT -> holding(moved(workload));
            case COLD -> memory();
        };
    }

    /** Bytes that no kernel can do without: each input read once, each output written once. */
    public static long moved(Workload workload) {
        return Float.BYTES * (workload.inputElements() + workload.outputElements());
    }

    /** The smallest level that holds so many bytes. */
    public MemoryLevel holding(long bytes) {
        return levels.stream()
                .filter(level -> bytes <= level.capacityBytes())
                .findFirst()
                .orElse(memory());
    }

    /** The level that holds everything. */
    public MemoryLevel memory() {
        return levels.getLast();
    }
}
