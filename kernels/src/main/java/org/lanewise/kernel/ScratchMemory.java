package org.lanewise.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lanewise.memory.NativeMemory;

/**
 * Native memory that a kernel copies parts of its tensors to, lent for one call. There are as many
 * pieces as {@link Slots}, however many threads there are. A piece grows to the most that was ever
 * asked of it and stays.
 *
 * <p>Thread-safe; each piece is its borrower's alone until it is closed, which gives it back.
 */
public final class ScratchMemory implements AutoCloseable {
    /**
     * A page: what a kernel copies then never shares a cache line or a page with its neighbours.
     */
    private static final long ALIGNMENT = 4096;

    private static final Slots SLOTS = new Slots();

    private static final ScratchMemory[] PIECES =
            IntStream.range(0, Slots.count())
                    .mapToObj(ScratchMemory::new)
                    .toArray(ScratchMemory[]::new);

    private final int slot;
    private @Nullable Arena arena;
    private MemorySegment memory = MemorySegment.NULL;

    private ScratchMemory(int slot) {
        this.slot = slot;
    }

    /**
     * Lends memory, whatever it held before. Waits for another thread to give some back if all is
     * lent. Allocates only where a piece must grow.
     *
     * @param bytes needed at least
     * @throws OutOfMemoryError if so much cannot be had; the message names the remedy
     */
    public static ScratchMemory borrow(long bytes) {
        ScratchMemory piece = PIECES[SLOTS.take()];
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
        SLOTS.giveBack(slot);
    }

    /** Bytes that all pieces hold. Only for who lends none meanwhile. */
    static long bytes() {
        long bytes = 0;
        for (ScratchMemory piece : PIECES) {
            bytes += piece.memory.byteSize();
        }
        return bytes;
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
