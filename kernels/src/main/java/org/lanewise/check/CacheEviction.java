package org.lanewise.check;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.lanewise.target.CacheLevels;

/**
 * Fills the caches with something else: streams through more than the last one holds, on as many
 * threads as compute, so that the private caches of their cores are filled too. Not thread-safe.
 */
public final class CacheEviction implements Runnable {
    private static final int TIMES = 2;

    /** Where the system does not tell: larger than the last-level cache of most machines. */
    private static final long DEFAULT_BYTES = 64L << 20;

    private static final long MOST_BYTES = 512L << 20;
    private static final long LINE = 64;

    private final ExecutorService helpers =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private final List<MemorySegment> buffers;

    private CacheEviction(int threads, long bytes) {
        buffers =
                IntStream.range(0, threads)
                        .mapToObj(thread -> Arena.ofAuto().allocate(bytes / threads, LINE))
                        .toList();
    }

    /**
     * Twice the last-level cache of this machine, or 64 MB where the system does not tell.
     *
     * @param threads how many threads compute
     */
    public static CacheEviction ofThisMachine(int threads) {
        List<CacheLevels.Cache> caches = CacheLevels.ofThisMachine();
        return new CacheEviction(
                threads,
                caches.isEmpty()
                        ? DEFAULT_BYTES
                        : Math.min(MOST_BYTES, TIMES * caches.getLast().bytesOf(threads)));
    }

    /** Bytes that pass through the caches in a {@link #run}. */
    public long size() {
        return buffers.stream().mapToLong(MemorySegment::byteSize).sum();
    }

    /** Empties the caches; takes milliseconds. */
    @Override
    public void run() {
        // The caller streams itself, because its own core is the one that is timed first.
        List<Future<?>> others =
                buffers.stream()
                        .skip(1)
                        .<Future<?>>map(buffer -> helpers.submit(() -> stream(buffer)))
                        .toList();
        stream(buffers.getFirst());
        others.forEach(CacheEviction::await);
    }

    private static void await(Future<?> other) {
        try {
            other.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException("The caches could not be emptied.", failed);
        }
    }

    /** Writes, because a line that was only read may go without displacing a written one. */
    private static void stream(MemorySegment buffer) {
        for (long at = 0; at < buffer.byteSize(); at += LINE) {
            buffer.set(ValueLayout.JAVA_LONG, at, buffer.get(ValueLayout.JAVA_LONG, at) + 1);
        }
    }
}
