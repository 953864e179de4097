package org.lanewise.tuner.peers.worker;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.lanewise.tuner.measure.worker.CacheLevels;

/**
 * Fills the caches with something else: streams through several times the size of the last one, on
 * as many threads as compute, so that the private caches of their cores are filled too. Not
 * thread-safe.
 */
final class Eviction implements AutoCloseable {
    private static final int TIMES = 3;
    private static final long LINE = 64;

    private final Arena arena = Arena.ofShared();
    private final ExecutorService helpers;
    private final List<MemorySegment> buffers;

    Eviction(int threads) {
        long bytes = TIMES * CacheLevels.ofThisMachine().getLast().bytesOf(threads);
        helpers = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
        buffers =
                IntStream.range(0, threads)
                        .mapToObj(thread -> arena.allocate(bytes / threads, LINE))
                        .toList();
    }

    void evict() {
        // The caller streams itself, because its own core is the one that is timed first.
        List<Future<?>> others =
                buffers.stream()
                        .skip(1)
                        .<Future<?>>map(buffer -> helpers.submit(() -> stream(buffer)))
                        .toList();
        stream(buffers.getFirst());
        for (Future<?> other : others) {
            await(other);
        }
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

    @Override
    public void close() {
        helpers.shutdown();
        arena.close();
    }
}
