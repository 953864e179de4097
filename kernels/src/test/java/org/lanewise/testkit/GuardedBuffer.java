package org.lanewise.testkit;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Floats between two zones of NaN. A float read from a zone turns the result into NaN; a zone that
 * was written shows another bit pattern than the one it was filled with.
 */
final class GuardedBuffer {
    private static final int ZONE_BYTES = 4096;

    /** A quiet NaN with a payload that no arithmetic makes. */
    private static final int ZONE_PATTERN = 0x7FC5_A5A5;

    private final MemorySegment whole;
    private final MemorySegment content;

    private GuardedBuffer(Arena arena, long floats) {
        long bytes = floats * Float.BYTES;
        whole = arena.allocate(ZONE_BYTES + bytes + ZONE_BYTES, 64);
        for (long at = 0; at < whole.byteSize(); at += Integer.BYTES) {
            whole.set(ValueLayout.JAVA_INT, at, ZONE_PATTERN);
        }
        content = whole.asSlice(ZONE_BYTES, bytes);
    }

    /** A buffer that holds NaN throughout. */
    static GuardedBuffer empty(Arena arena, long floats) {
        return new GuardedBuffer(arena, floats);
    }

    /** A buffer with these floats. */
    static GuardedBuffer of(Arena arena, float[] values) {
        GuardedBuffer buffer = new GuardedBuffer(arena, values.length);
        MemorySegment.copy(values, 0, buffer.content, ValueLayout.JAVA_FLOAT, 0, values.length);
        return buffer;
    }

    /** The floats without the zones, aligned to 64 bytes. */
    MemorySegment content() {
        return content;
    }

    float[] values() {
        return content.toArray(ValueLayout.JAVA_FLOAT);
    }

    boolean holds(float[] values) {
        return Arrays.equals(values(), values);
    }

    /** Whether both zones are as they were. */
    boolean zonesIntact() {
        return intact(0) && intact(whole.byteSize() - ZONE_BYTES);
    }

    private boolean intact(long from) {
        for (long at = from; at < from + ZONE_BYTES; at += Integer.BYTES) {
            if (whole.get(ValueLayout.JAVA_INT, at) != ZONE_PATTERN) {
                return false;
            }
        }
        return true;
    }
}
