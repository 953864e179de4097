package org.lanewise.schedule;

/**
 * How the generated code addresses memory.
 *
 * <pre>{@code
 * CHECKED: fromMemorySegment(SPECIES, x, offset, order)            every access may throw, so C2 keeps deoptimisation points
 * RAW:     base = (x.address() + ...) & 0xFFFFFFFFFFFFL;
 *          fromMemorySegment(SPECIES, ALL, base + 64, order)       C2 proves the range once and drops all checks
 * }</pre>
 *
 * Both serve native memory only. RAW needs sizes checked at the kernel's entry, which {@code
 * DepthwiseConv} does.
 */
public enum Access {
    /** Through one segment that spans the address space; no check is left in the machine code. */
    RAW("raw"),
    /** Through each buffer's own segment, bounds and liveness checked at each access. */
    CHECKED("checked");

    private final String text;

    Access(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
