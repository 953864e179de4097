package org.lanewise.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.lanewise.kernel.Slots;
import org.lanewise.tensor.KernelBuffers;

/**
 * Native memory that stands in for tensors on the heap, lent for one run. There are at most as many
 * pairs as {@link Slots}, each made when it is first needed. Thread-safe.
 */
final class HeapCopies {
    /** Memory for one run. */
    record Pair(int slot, MemorySegment input, MemorySegment output) {}

    private final Arena arena;
    private final long inputFloats;
    private final long outputFloats;
    private final Slots slots = new Slots();
    private final @Nullable Pair[] pairs = new @Nullable Pair[Slots.count()];

    HeapCopies(Arena arena, long inputFloats, long outputFloats) {
        this.arena = arena;
        this.inputFloats = inputFloats;
        this.outputFloats = outputFloats;
    }

    /**
     * Lends a pair; waits for another thread to give one back if all are lent.
     *
     * @throws OutOfMemoryError if there is no memory for another; the message names the remedy
     */
    Pair borrow() {
        int slot = slots.take();
        Pair known = pairs[slot];
        if (known != null) {
            return known;
        }
        try {
            Pair made =
                    new Pair(
                            slot,
                            KernelBuffers.allocate(arena, inputFloats),
                            KernelBuffers.allocate(arena, outputFloats));
            pairs[slot] = made;
            return made;
        } catch (OutOfMemoryError none) {
            slots.giveBack(slot);
            throw none;
        }
    }

    void giveBack(Pair pair) {
        slots.giveBack(pair.slot());
    }
}
