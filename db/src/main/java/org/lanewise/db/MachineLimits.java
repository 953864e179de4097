package org.lanewise.db;

import java.util.List;

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
