package org.lanewise.kernel;

import java.lang.foreign.MemorySegment;

/**
 * What kernels with raw access address memory through. Nothing here is checked: callers prove sizes
 * and keep arenas open.
 */
public final class RawMemory {
    /**
     * The whole address space as one segment; its length lets the JIT fold every bounds and
     * liveness check.
     */
    @SuppressWarnings(
            "restricted") // Granted by --enable-native-access; without it the JVM warns once.
    public static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    /** Bits that a user-space address can have on x86-64 and AArch64. */
    public static final long ADDRESS = 0xFFFF_FFFF_FFFFL;

    private RawMemory() {}
}
