package org.lanewise.workload;

/**
 * The conditions every {@link Workload} meets, each with the sentence a user reads when it does
 * not.
 */
final class WorkloadChecks {
    /** Tensors beyond this cannot be held in one Java array, which the fallback kernel needs. */
    private static final long MOST_ELEMENTS = Integer.MAX_VALUE - 8L;

    /** Sums of a few of these still fit the int arithmetic of generated loop bounds. */
    private static final int MOST_ALONG_A_SIDE = 1 << 29;

    private WorkloadChecks() {}

    static void positive(String what, int value) {
        positive(what, "", value);
    }

    /** The words are put together only where they are needed: sizes are asked for often. */
    static void positive(String of, String side, int value) {
        if (value <= 0) {
            throw new InvalidWorkloadException(
                    "The " + of + side + " is " + value + "; it must be at least 1.");
        }
    }

    static void notNegative(String what, int value) {
        if (value < 0) {
            throw new InvalidWorkloadException(
                    "The " + what + " is " + value + "; it must be 0 or more.");
        }
    }

    static int channels(int channels, int multiplier) {
        long all = (long) channels * multiplier;
        if (all > MOST_ALONG_A_SIDE) {
            throw new InvalidWorkloadException(
                    channels
                            + " channels times a multiplier of "
                            + multiplier
                            + " overflow; use fewer channels.");
        }
        return (int) all;
    }

    /** Outputs along a side of the image. */
    static int outputs(String what, int in, int kernel, int stride, int dilation, long padding) {
        long window = (kernel - 1L) * dilation + 1;
        long padded = in + padding;
        if (window > padded) {
            throw new InvalidWorkloadException(
                    "The kernel's "
                            + what
                            + " spans "
                            + window
                            + " pixels but the padded input has only "
                            + padded
                            + "; use a smaller kernel or more padding.");
        }
        if (Math.max(padded, dilation) > MOST_ALONG_A_SIDE) {
            throw new InvalidWorkloadException(
                    "The padded input's "
                            + what
                            + " is "
                            + padded
                            + " and the dilation "
                            + dilation
                            + "; both must be at most "
                            + MOST_ALONG_A_SIDE
                            + ".");
        }
        return (int) ((padded - window) / stride + 1);
    }

    static void addressable(String what, int... sizes) {
        long elements = 1;
        for (int size : sizes) {
            elements *= size;
            if (elements > MOST_ELEMENTS) {
                throw new InvalidWorkloadException(
                        "The "
                                + what
                                + " has more than "
                                + MOST_ELEMENTS
                                + " elements; use smaller sizes or a smaller batch.");
            }
        }
    }
}
