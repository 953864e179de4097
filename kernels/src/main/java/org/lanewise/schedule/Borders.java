package org.lanewise.schedule;

/**
 * How outputs are computed whose filter reaches over the edge of the image.
 *
 * <pre>{@code
 * PEELED: top { taps on the image }  interior { all taps }  bottom { taps on the image }   code of its own for each border
 * FRAMED: f = zeros around a copy of x   interior { all taps, reading f }                  one copy, one kind of tile
 * }</pre>
 *
 * PEELED computes no product with a zero and copies nothing, but writes a tile out for every border
 * it meets. FRAMED copies the channel block of a task into scratch memory first, channels of a
 * vector side by side: less code, so that the JIT is done sooner, and every tile full. It is good
 * for small images, which are mostly border, and on NHWC, where pixels far apart in memory come to
 * lie side by side; it is bad for large images, whose copy costs more than their borders. A task
 * that copies is not cut into bands of rows. Legal unless NCHW channels are transposed, which
 * copies already, and as long as the copy stays in the cache.
 */
public enum Borders implements Choice {
    /** Each border in code of its own, cut to the image when the kernel is generated. */
    PEELED("peeled", "Outputs at the edges of the image have code of their own."),
    /** In a copy with zeros around it. */
    FRAMED(
            "framed",
            "Each task copies its input with zeros around it, so that outputs at the edges are computed like all others.");

    private final String text;
    private final String meaning;

    Borders(String text, String meaning) {
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
