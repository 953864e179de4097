package org.lanewise.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Allocates native memory, and says who needed it where there is none. Thread-safe. */
public final class NativeMemory {
    private NativeMemory() {}

    /**
     * Zeroed memory.
     *
     * @param purpose what it is for, as in "of a tensor"
     * @throws OutOfMemoryError with the purpose and the remedy
     */
    public static MemorySegment allocate(Arena arena, long bytes, long alignment, String purpose) {
        try {
            return arena.allocate(bytes, alignment);
        } catch (OutOfMemoryError none) {
            String words =
                    "No native memory is left for "
                            + bytes
                            + " bytes "
                            + purpose
                            + "; give this process more memory, or its heap less (-Xmx): "
                            + none.getMessage();
            throw (OutOfMemoryError) new OutOfMemoryError(words).initCause(none);
        }
    }
}
