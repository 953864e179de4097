package org.lanewise.workload;

/**
 * Rows and columns of zeros that a convolution sees around its input, in pixels.
 *
 * @param top rows above the first
 * @param left columns before the first
 * @param bottom rows below the last
 * @param right columns after the last
 */
public record Padding(int top, int left, int bottom, int right) {
    /** The same padding on all four sides. */
    public static Padding all(int pixels) {
        return new Padding(pixels, pixels, pixels, pixels);
    }

    /** Whether there is none on any side. */
    public boolean none() {
        return equals(all(0));
    }

    // As in Size.
    @Override
    public boolean equals(Object other) {
        return other instanceof Padding padding
                && top == padding.top
                && left == padding.left
                && bottom == padding.bottom
                && right == padding.right;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * top + left) + bottom) + right;
    }

    /** {@code 1} where all sides agree, {@code 0.0.1.1} (top, left, bottom, right) otherwise. */
    @Override
    public String toString() {
        boolean uniform = top == left && top == bottom && top == right;
        return uniform ? Integer.toString(top) : top + "." + left + "." + bottom + "." + right;
    }
}
