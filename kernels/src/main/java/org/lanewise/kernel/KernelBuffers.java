package org.lanewise.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.workload.Workload;

/**
 * Native memory that kernels work on, aligned to cache lines: a 64-byte vector that straddles two
 * lines costs two accesses.
 */
public final class KernelBuffers {
    /** Bytes of a cache line, and the widest vector. */
    public static final long ALIGNMENT = 64;

    private KernelBuffers() {}

    /** Aligned memory for so many floats, zeroed. */
    public static MemorySegment allocate(Arena arena, long floats) {
        return arena.allocate(floats * Float.BYTES, ALIGNMENT);
    }

    /** An aligned copy of some floats. */
    public static MemorySegment copyOf(Arena arena, float[] values) {
        MemorySegment segment = allocate(arena, values.length);
        MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_FLOAT, 0, values.length);
        return segment;
    }

    /** Weights packed for a schedule, in aligned memory. */
    public static MemorySegment weights(Arena arena, LegalSchedule legal, float[] weights) {
        return copyOf(arena, PackedWeights.pack(legal.workload(), legal.schedule(), weights));
    }

    /** The bias packed for a schedule, {@link MemorySegment#NULL} for a workload without. */
    public static MemorySegment bias(Arena arena, LegalSchedule legal, float[] bias) {
        Workload workload = legal.workload();
        return workload.epilogue().bias()
                ? copyOf(arena, PackedWeights.packBias(workload, legal.schedule(), bias))
                : MemorySegment.NULL;
    }
}
