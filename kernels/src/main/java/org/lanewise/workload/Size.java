package org.lanewise.workload;

/**
 * A height and a width, or whatever else comes in such a pair: kernel size, stride, dilation.
 *
 * @param h along the image's rows
 * @param w along the image's columns
 */
public record Size(int h, int w) {
    /** The same number in both directions. */
    public static Size square(int both) {
        return new Size(both, both);
    }

    /** Both multiplied: pixels of an image, taps of a filter. */
    public long pixels() {
        return (long) h * w;
    }

    // Written out in all parts of a workload, which is a key: a JVM that starts links what a record
    // is given for tens of milliseconds.
    @Override
    public boolean equals(Object other) {
        return other instanceof Size size && h == size.h && w == size.w;
    }

    @Override
    public int hashCode() {
        return 31 * h + w;
    }

    /** {@code 3} for a square pair, {@code 3x1} otherwise. */
    @Override
    public String toString() {
        return h == w ? Integer.toString(h) : h + "x" + w;
    }
}
