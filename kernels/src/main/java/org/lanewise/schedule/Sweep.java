package org.lanewise.schedule;

import org.lanewise.workload.Line;

/**
 * How {@link Unroll#SLIDE} goes down a strip of columns. Each input row is loaded once and belongs
 * to several output rows, whose sums are all in registers; the sum of the topmost is complete with
 * it, every stride-th time.
 *
 * @param kernel filter rows
 * @param stride input rows from one output row to the next
 * @param padding rows of zeros above the image
 * @param inputs rows of the image
 * @param outputs output rows
 * @param above output rows before the loop, which complete beyond the image's upper edge
 * @param loop output rows of the loop, which complete with input rows on the image
 */
public record Sweep(
        int kernel, int stride, int padding, int inputs, int outputs, int above, int loop) {

    /** How the rows of what the tiles read slide. */
    static Sweep of(Line rows) {
        int kernel = rows.kernel();
        int stride = rows.stride();
        int padding = rows.before();
        int outputs = rows.out();
        int above = Math.clamp(Math.ceilDiv(padding - (kernel - stride), stride), 0, outputs);
        // Output row o is complete with input row o*stride - padding + kernel-1.
        int complete = Math.floorDiv(rows.in() + padding - kernel, stride) + 1;
        int loop = Math.clamp(complete, above, outputs) - above;
        return new Sweep(kernel, stride, padding, rows.in(), outputs, above, loop);
    }

    /** Whether neighbouring output rows share input rows, without gaps. */
    static boolean shares(Line rows) {
        return rows.kernel() > rows.stride() && rows.dilation() == 1;
    }

    /** Output rows that one input row belongs to at the most. */
    static int rowsInFlight(Line rows) {
        return Math.ceilDiv(rows.kernel(), rows.stride());
    }

    /** Output rows that are begun but not complete between two iterations of the loop. */
    public int carried() {
        return Math.ceilDiv(kernel, stride) - 1;
    }

    /** First output row behind the loop. */
    public int below() {
        return above + loop;
    }

    /** Input rows of an output row that belong to rows above it, too. */
    public int shared() {
        return kernel - stride;
    }

    /**
     * The most bands that the loop can be cut into: each but the first begins with all the rows on
     * the image that its first output row shares.
     */
    public int mostBands() {
        return firstInput(above + 1) >= 0 ? Math.max(1, loop) : 1;
    }

    /** The input row under an output row's first tap; negative above the image. */
    public int firstInput(int outputRow) {
        return outputRow * stride - padding;
    }

    /** Whether an input row lies on the image. */
    public boolean onImage(int inputRow) {
        return inputRow >= 0 && inputRow < inputs;
    }

    /** What one iteration of the loop reads: the rows that complete an output row. */
    Reading iteration() {
        return reading(-shared(), shared(), kernel, Integer.MAX_VALUE);
    }

    /** What completes an output row outside the loop. */
    Reading single(int row) {
        return reading(firstInput(row), shared(), kernel, outputs - row);
    }

    /**
     * What reading input rows {@code from..to}, counted from {@code first}, comes to.
     *
     * @param outputs output rows from the one whose first tap is at {@code first}
     */
    Reading reading(int first, int from, int to, int outputs) {
        int rows = 0;
        int uses = 0;
        for (int k = from; k < to; k++) {
            if (onImage(first + k)) {
                rows++;
                int lowest = Math.min(k / stride, outputs - 1);
                int highest = Math.max(0, Math.ceilDiv(k - kernel + 1, stride));
                uses += Math.max(0, lowest - highest + 1);
            }
        }
        return new Reading(rows, uses);
    }

    /**
     * Some input rows.
     *
     * @param rows how many lie on the image
     * @param uses output rows that these are added to, all together
     */
    record Reading(int rows, int uses) {
        Reading plus(Reading other) {
            return new Reading(rows + other.rows, uses + other.uses);
        }
    }
}
