package org.lanewise.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Native memory of each thread for what kernels stage. Thread-safe: no thread sees another's. */
public final class ScratchMemory {
    /**
     * A page: what a kernel stages then never shares a cache line or a page with its neighbours.
     */
    private static final long ALIGNMENT = 4096;

    private static final ThreadLocal<MemorySegment> OF_THREAD =
            ThreadLocal.withInitial(() -> MemorySegment.NULL);

    private ScratchMemory() {}

    /**
     * The calling thread's memory, whatever it held before. Allocates only when a thread asks for
     * more than ever before; the memory is freed some time after the thread has ended.
     *
     * @param bytes needed at least
     */
    public static MemorySegment of(long bytes) {
        MemorySegment mine = OF_THREAD.get();
        if (mine.byteSize() >= bytes) {
            return mine;
        }
        MemorySegment more = Arena.ofAuto().allocate(bytes, ALIGNMENT);
        OF_THREAD.set(more);
        return more;
    }
}
