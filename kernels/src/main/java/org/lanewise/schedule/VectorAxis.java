package org.lanewise.schedule;

/**
 * The tensor dimension whose neighbours fill a vector's lanes.
 *
 * <pre>{@code
 * CHANNELS: acc[h][w][0..15] += x[pixel][c..c+15] * w[tap][c..c+15]      one load, one product a tap
 * WIDTH:    acc[h][q..q+15]  += x[row][q+j..q+j+15] * broadcast(w[tap])  shifted loads, one weight for all lanes
 * }</pre>
 */
public enum VectorAxis implements Choice {
    /**
     * Lanes are channels, which are innermost in NHWC and NCHWxc: aligned loads, no lane wasted on
     * borders. On NCHW each task first transposes its channels into scratch memory and its outputs
     * back, which pays where the filter is large or the image narrow.
     *
     * <pre>{@code
     * NHWC: for pixel { acc += x[pixel] * w }
     * NCHW: s = transposed(x)   for pixel { acc += s[pixel] * w; t[pixel] = acc }   y = transposed(t)
     * }</pre>
     */
    CHANNELS(
            "c",
            "The lanes of a vector hold neighbouring channels of one pixel; on NCHW each task transposes its channels for that, and its outputs back."),
    /** Lanes are output columns. Legal on NCHW. Unaligned loads; narrow images leave lanes idle. */
    WIDTH("w", "The lanes of a vector hold neighbouring output columns of one channel.");

    private final String text;
    private final String meaning;

    VectorAxis(String text, String meaning) {
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
