package org.lanewise.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import org.lanewise.kernel.KernelBuffers;

/**
 * Native memory that stands in for tensors on the heap. As many pairs are made as threads have run
 * at once, and lent out again and again. Thread-safe.
 */
final class Scratch {
    /** Memory for one run. */
    record Pair(MemorySegment input, MemorySegment output) {}

    private final Arena arena;
    private final long inputFloats;
    private final long outputFloats;
    private final ArrayDeque<Pair> free = new ArrayDeque<>();

    Scratch(Arena arena, long inputFloats, long outputFloats) {
        this.arena = arena;
        this.inputFloats = inputFloats;
        this.outputFloats = outputFloats;
    }

    Pair borrow() {
        synchronized (free) {
            Pair pair = free.poll();
            if (pair != null) {
                return pair;
            }
        }
        return new Pair(
                KernelBuffers.allocate(arena, inputFloats),
                KernelBuffers.allocate(arena, outputFloats));
    }

    void giveBack(Pair pair) {
        synchronized (free) {
            free.push(pair);
        }
    }
}
