package org.lanewise.schedule;

/**
 * Where the tiles of a task find its inputs and leave its outputs.
 *
 * <pre>{@code
 * DIRECT: for tile { y[tile] = f(x[tile]) }                                       in the tensors
 * STAGED: s = copy of x[c0..c1]   for tile { t[tile] = f(s[tile]) }   y[c0..c1] = copy of t
 * }</pre>
 *
 * Pixels of NHWC that lie a multiple of 1024 bytes apart share a few sets of the first cache, in
 * which the pixels that a tile reads and writes throw each other out. STAGED goes through them
 * once, a channel block of each pixel at a time, and computes where they lie side by side: two
 * copies, which pay where the products are done sooner than the misses. Legal on NHWC, for at least
 * as many channels as a vector has lanes, unless the input is framed, which copies it already. A
 * task that copies is not cut into bands of rows.
 */
public enum Staging implements Choice {
    /** In the tensors. */
    DIRECT("direct", "Tiles read and write the tensors."),
    /** In scratch memory. */
    STAGED(
            "staged",
            "Each task copies its input to where pixels lie side by side, and its outputs back.");

    private final String text;
    private final String meaning;

    Staging(String text, String meaning) {
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
