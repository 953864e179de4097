package org.lanewise.workload;

/**
 * One spatial dimension of a convolution: its rows, or its columns. A row of six pixels, a filter
 * of three taps, stride 2 and one pixel of padding on either side:
 *
 * <pre>{@code
 * input      .  0  1  2  3  4  5  .      in 6, before 1, after 1
 * output 0   ^--^--^                     firstInput(0) = -1, taps 1..3 on the image
 * output 1         ^--^--^               firstInput(1) = 1, taps 0..3
 * output 2               ^--^--^         firstInput(2) = 3, taps 0..3; out 3
 * }</pre>
 *
 * Immutable and thread-safe.
 *
 * @param in input pixels
 * @param out outputs
 * @param kernel filter taps
 * @param stride input pixels from one output to the next; 1 where there is but one
 * @param dilation input pixels from one tap to the next; 1 is dense
 * @param before zeros before the first input pixel
 * @param after zeros behind the last one
 */
public record Line(int in, int out, int kernel, int stride, int dilation, int before, int after) {

    /** The rows or columns of a workload, checked. */
    static Line of(
            String what, int in, int kernel, int stride, int dilation, int before, int after) {
        WorkloadChecks.positive("input ", what, in);
        WorkloadChecks.positive("kernel ", what, kernel);
        WorkloadChecks.positive("stride ", what, stride);
        WorkloadChecks.positive("dilation ", what, dilation);
        int out = WorkloadChecks.outputs(what, in, kernel, stride, dilation, (long) before + after);
        return new Line(in, out, kernel, out == 1 ? 1 : stride, dilation, before, after);
    }

    /**
     * The same outputs read from a copy of the input that holds the padding, too.
     *
     * @param pixels pixels of the copy
     */
    public Line copied(int pixels) {
        return new Line(pixels, out, kernel, stride, dilation, 0, 0);
    }

    /** The input pixel under the first tap of an output; negative where that is padding. */
    public long firstInput(long output) {
        return output * stride - before;
    }

    /** Input pixels from the first to the last tap: of three taps with dilation 2 they are 5. */
    public long span() {
        return (kernel - 1L) * dilation + 1;
    }

    /** The first tap of an output that meets the image, or {@code kernel} where none does. */
    public int firstTap(int output) {
        return Math.clamp(Math.ceilDiv(-firstInput(output), (long) dilation), 0, kernel);
    }

    /** The tap behind the last one of an output that meets the image; not before the first. */
    public int endTap(int output) {
        long behind = Math.ceilDiv(in - firstInput(output), (long) dilation);
        return Math.clamp(behind, firstTap(output), kernel);
    }

    /** Taps of all outputs together that meet the image. */
    public long tapsOnImage() {
        long taps = 0;
        for (int output = 0; output < out; output++) {
            taps += endTap(output) - firstTap(output);
        }
        return taps;
    }

    /**
     * Distinct input pixels that neighbouring outputs meet, padding included: two outputs of three
     * taps with stride 1 meet 4; four with stride 2 and dilation 3 meet 11, for {@code 0 3 6, 2 5
     * 8, 4 7 10, 6 9 12} share one.
     *
     * @param outputs how many
     * @param taps how many taps of each, from the first on
     * @param step input pixels from one of them to the next
     */
    public long distinctInputs(long outputs, long taps, long step) {
        long divisor = greatestDivisor(step, dilation);
        // The same pixel comes again dilation/divisor outputs further and step/divisor taps back.
        long again = Math.max(0, outputs - dilation / divisor) * Math.max(0, taps - step / divisor);
        return outputs * taps - again;
    }

    private static long greatestDivisor(long a, long b) {
        return b == 0 ? a : greatestDivisor(b, a % b);
    }
}
