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
public enum Access implements Choice {
    /** Through one segment that spans the address space; no check is left in the machine code. */
    RAW(
            "raw",
            "Sizes are checked once, at the kernel's entry; no check is left in the machine code."),
    /** Through each buffer's own segment, bounds and liveness checked at each access. */
    CHECKED("checked", "Every memory access is checked against its buffer.");

    private final String text;
    private final String meaning;

    Access(String text, String meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
