package org.lanewise.schedule;

import java.util.Optional;
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
 * @param rows output rows that one iteration of the loop completes
 * @param loop its iterations
 */
public record Sweep(
        int kernel, int stride, int padding, int inputs, int outputs, int above, int rows, int loop)
        implements Walk.Whole {
    /** More rows, each with all its taps, seldom fit into what the JIT compiles. */
    private static final int MOST_WRITTEN_OUT = 16;

    /**
     * How the rows of what the tiles read slide.
     *
     * @param tile output rows that one iteration completes
     */
    static Sweep of(Line rows, int tile) {
        int above = above(rows);
        return new Sweep(
                rows.kernel(),
                rows.stride(),
                rows.before(),
                rows.in(),
                rows.out(),
                above,
                tile,
                inside(rows) / tile);
    }

    private static int above(Line rows) {
        int beyond = rows.before() - (rows.kernel() - rows.stride());
        return Math.clamp(Math.ceilDiv(beyond, rows.stride()), 0, rows.out());
    }

    /** Output rows that complete with input rows on the image, so that a loop can. */
    static int inside(Line rows) {
        // Output row o is complete with input row o*stride - padding + kernel-1.
        int complete = Math.floorDiv(rows.in() + rows.before() - rows.kernel(), rows.stride()) + 1;
        int above = above(rows);
        return Math.clamp(complete, above, rows.out()) - above;
    }

    /**
     * Whether an iteration may complete so many rows, beside one: as many as are in flight, whose
     * sums are back in their registers then; or all, without a loop.
     */
    static boolean completes(Line rows, int tile) {
        return tile == inside(rows) || (tile == rowsInFlight(rows) && tile < inside(rows));
    }

    /** All rows of the loop, where they are few enough to do without it. */
    static Optional<Integer> writtenOut(Line rows) {
        return Optional.of(rows)
                .filter(Sweep::shares)
                .map(Sweep::inside)
                .filter(all -> all > 0 && all <= MOST_WRITTEN_OUT);
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

    /** Whether the rows of the loop are written out instead. */
    public boolean withoutLoop() {
        return rows > 1 && loop == 1;
    }

    /** Output rows that the loop completes. */
    int looped() {
        return loop * rows;
    }

    /** First output row behind the loop. */
    public int below() {
        return above + looped();
    }

    /** Input rows of an output row that belong to rows above it, too. */
    public int shared() {
        return kernel - stride;
    }

    @Override
    public Work work(Plan plan) {
        return SweepWork.of(plan, this);
    }

    @Override
    public int sums(Plan plan) {
        Schedule schedule = plan.schedule();
        return (carried() + 1) * schedule.tileW() * schedule.tileC();
    }

    @Override
    public int rowTiles(Plan plan) {
        return loop;
    }

    @Override
    public String words(Plan plan) {
        return withoutLoop()
                ? "The innermost code completes "
                        + rows
                        + " output rows, one after the other, without a loop."
                : "The innermost loop completes "
                        + rows
                        + (rows == 1 ? " output row" : " output rows")
                        + " an iteration.";
    }

    /**
     * Each band but the first begins with all the rows on the image that its first output row
     * shares.
     */
    @Override
    public int mostBands(Plan plan) {
        return firstInput(above + rows) >= 0 ? Math.max(1, loop) : 1;
    }

    /** The input row under an output row's first tap; negative above the image. */
    public int firstInput(int outputRow) {
        return outputRow * stride - padding;
    }

    /** Whether an input row lies on the image. */
    public boolean onImage(int inputRow) {
        return inputRow >= 0 && inputRow < inputs;
    }

    /** What one iteration of the loop reads: the rows that complete its output rows. */
    Reading iteration() {
        return reading(-shared(), shared(), kernel, Integer.MAX_VALUE).times(rows);
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

        Reading times(int count) {
            return new Reading(rows * count, uses * count);
        }
    }
}
