package org.lanewise.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Native memory that a kernel copies parts of its tensors to, lent for one call. There are as many
 * pieces as processors, however many threads there are, and a thread that finds none waits: no more
 * than that can compute at a time. A piece grows to the most that was ever asked of it and stays. A
 * thread is lent the same piece each time, if it can be, so that its caches still hold it.
 *
 * <p>Thread-safe; each piece is its borrower's alone until it is closed, which gives it back.
 */
public final class ScratchMemory implements AutoCloseable {
    /**
     * A page: what a kernel copies then never shares a cache line or a page with its neighbours.
     */
    private static final long ALIGNMENT = 4096;

    private static final ScratchMemory[] PIECES =
            IntStream.range(0, Runtime.getRuntime().availableProcessors())
                    .mapToObj(ScratchMemory::new)
                    .toArray(ScratchMemory[]::new);

    /** For each piece 1 while it is lent, and behind them the number of threads that wait. */
    private static final PaddedLongs LENT = new PaddedLongs(PIECES.length + 1);

    private static final int WAITING = PIECES.length;
    private static final Object RETURNED = new Object();

    private final int number;
    private @Nullable Arena arena;
    private MemorySegment memory = MemorySegment.NULL;

    private ScratchMemory(int number) {
        this.number = number;
    }

    /**
     * Lends memory, whatever it held before. Waits for another thread to give some back if all is
     * lent. Allocates only where a piece must grow.
     *
     * @param bytes needed at least
     * @throws OutOfMemoryError if so much cannot be had; the message names the remedy
     */
    public static ScratchMemory borrow(long bytes) {
        ScratchMemory free = free();
        ScratchMemory piece = free == null ? await() : free;
        if (piece.memory.byteSize() < bytes) {
            try {
                piece.grow(bytes);
            } catch (OutOfMemoryError none) {
                piece.close();
                throw none;
            }
        }
        return piece;
    }

    /** The memory; invalid once it was given back. */
    public MemorySegment memory() {
        return memory;
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        LENT.set(number, 0);
        if (LENT.get(WAITING) > 0) {
            synchronized (RETURNED) {
                RETURNED.notify();
            }
        }
    }

    /** Bytes that all pieces hold. Only for who lends none meanwhile. */
    static long bytes() {
        long bytes = 0;
        for (ScratchMemory piece : PIECES) {
            bytes += piece.memory.byteSize();
        }
        return bytes;
    }

    private static @Nullable ScratchMemory free() {
        int first = (int) (Thread.currentThread().threadId() % PIECES.length);
        for (int i = 0; i < PIECES.length; i++) {
            int number = first + i < PIECES.length ? first + i : first + i - PIECES.length;
            if (LENT.get(number) == 0 && LENT.replace(number, 0, 1)) {
                return PIECES[number];
            }
        }
        return null;
    }

    private static ScratchMemory await() {
        boolean interrupted = false;
        LENT.add(WAITING, 1);
        try {
            synchronized (RETURNED) {
                // Who gives back does so before it looks for waiting threads, so none is missed.
                ScratchMemory piece = free();
                while (piece == null) {
                    try {
                        RETURNED.wait();
                    } catch (InterruptedException later) {
                        interrupted = true;
                    }
                    piece = free();
                }
                return piece;
            }
        } finally {
            LENT.add(WAITING, -1);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void grow(long bytes) {
        Arena before = arena;
        if (before != null) {
            arena = null;
            memory = MemorySegment.NULL;
            before.close();
        }
        Arena more = Arena.ofShared();
        memory =
                NativeMemory.allocate(
                        more, bytes, ALIGNMENT, "that a kernel copies parts of its tensors to");
        arena = more;
    }
}
