package org.lanewise.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import org.lanewise.kernel.KernelBuffers;

/**
 * Native memory that stands in for tensors on the heap, lent for one run. There are at most as many
 * pairs as processors, however many threads there are: a thread that finds none waits for one,
 * because no more than that can compute at a time. Thread-safe.
 */
final class HeapCopies {
    /** Memory for one run. */
    record Pair(MemorySegment input, MemorySegment output) {}

    private final Arena arena;
    private final long inputFloats;
    private final long outputFloats;
    private final int most;
    private final ArrayDeque<Pair> free = new ArrayDeque<>();
    private int made;

    HeapCopies(Arena arena, long inputFloats, long outputFloats, int most) {
        this.arena = arena;
        this.inputFloats = inputFloats;
        this.outputFloats = outputFloats;
        this.most = most;
    }

    /**
     * Lends a pair.
     *
     * @throws OutOfMemoryError if there is no memory for the first one; the message names the
     *     remedy
     */
    Pair borrow() {
        boolean interrupted = false;
        try {
            synchronized (free) {
                while (free.isEmpty() && !make()) {
                    try {
                        free.wait();
                    } catch (InterruptedException later) {
                        interrupted = true;
                    }
                }
                return free.pop();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void giveBack(Pair pair) {
        synchronized (free) {
            free.push(pair);
            free.notify();
        }
    }

    /** One pair more, unless there are enough; with too little memory fewer are enough. */
    private boolean make() {
        if (made == most) {
            return false;
        }
        try {
            free.push(
                    new Pair(
                            KernelBuffers.allocate(arena, inputFloats),
                            KernelBuffers.allocate(arena, outputFloats)));
            made++;
            return true;
        } catch (OutOfMemoryError none) {
            if (made == 0) {
                throw none;
            }
            return false;
        }
    }
}
