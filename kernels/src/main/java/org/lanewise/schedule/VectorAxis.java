package org.lanewise.schedule;

/**
 * The tensor dimension whose neighbours fill a vector's lanes.
 *
 * <pre>{@code
 * CHANNELS: acc[h][w][0..15] += x[pixel][c..c+15] * w[tap][c..c+15]      one load, one product a tap
 * WIDTH:    acc[h][q..q+15]  += x[row][q+j..q+j+15] * broadcast(w[tap])  shifted loads, one weight for all lanes
 * }</pre>
 */
public enum VectorAxis {
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
    CHANNELS("c"),
    /** Lanes are output columns. Legal on NCHW. Unaligned loads; narrow images leave lanes idle. */
    WIDTH("w");

    private final String text;

    VectorAxis(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    static VectorAxis of(String text) {
        return text.equals(WIDTH.text) ? WIDTH : CHANNELS;
    }
}
