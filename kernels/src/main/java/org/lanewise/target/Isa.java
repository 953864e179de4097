package org.lanewise.target;

import java.util.Locale;

/** Instruction sets that the JVM's vectors are computed with. */
public enum Isa {
    /** x86-64 with vectors of 512 bits, masks and 32 registers. */
    AVX512(Family.X86, 512, 32, true, 12),
    /** x86-64 with vectors of 256 bits and 16 registers. */
    AVX2(Family.X86, 256, 16, true, 8),
    /** x86-64 with vectors of 128 bits and 16 registers, without masks. */
    SSE(Family.X86, 128, 16, false, 8),
    /** AArch64 with vectors of 128 bits and 32 registers, without masks. */
    NEON(Family.ARM, 128, 32, false, 16),
    /** AArch64 with longer vectors, masks and 32 registers. */
    SVE(Family.ARM, 256, 32, true, 16);

    /** What runs on the same processors. */
    public enum Family {
        /** Intel and AMD. */
        X86,
        /** AArch64. */
        ARM
    }

    private static final int COMMON_SETS = 64;
    private static final int COMMON_LINE = 64;
    private static final long COMMON_L2 = 1 << 20;
    private static final long COMMON_L3 = 32 << 20;

    private final Family family;
    private final int bits;
    private final int registers;
    private final boolean masks;
    private final int ways;

    /** Caches are those of common processors of the kind. */
    Isa(Family family, int bits, int registers, boolean masks, int ways) {
        this.family = family;
        this.bits = bits;
        this.registers = registers;
        this.masks = masks;
        this.ways = ways;
    }

    /** The processors it runs on. */
    public Family family() {
        return family;
    }

    /** A target of this kind with common caches and multiply-adds, for all but SSE. */
    public Target preset() {
        FirstCache l1 = new FirstCache(COMMON_SETS, ways, COMMON_LINE);
        return new Target(this, bits, registers, masks, this != SSE, l1, COMMON_L2, COMMON_L3);
    }

    /** How users and files write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
