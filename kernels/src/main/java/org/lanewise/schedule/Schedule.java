package org.lanewise.schedule;

/**
 * How a kernel computes a workload: one record component a knob. The text form, such as {@code
 * c512_b1_t2x6_chw_taps_held_raw}, is the schedule's identity in kernel names, files and databases.
 * Immutable.
 *
 * @param axis dimension that fills the lanes, see {@link VectorAxis}
 * @param vectorBits vector width, 128, 256 or 512. Wider does more an instruction; narrower wastes
 *     fewer lanes on small sizes.
 *     <pre>{@code v512: for c in C/16 { 16 lanes }      v256: for c in C/8 { 8 lanes }}</pre>
 *
 * @param channelBlock channel units (layout blocks, NHWC vectors, NCHW channels) of one task, the
 *     grain of parallelism and of the loop order.
 *     <pre>{@code b1: task t: c = t      b4: task t: for c in 4t..4t+3}</pre>
 *
 * @param tileH output rows of the register tile. Rows share the input rows between them; each costs
 *     {@code tileW} accumulators.
 *     <pre>{@code t1: for h in H { acc0 }      t2: for h in H/2 { acc0; acc1 }}</pre>
 *
 * @param tileW output columns (CHANNELS) or output vectors (WIDTH) of the register tile, likewise
 * @param tileC channel units of the register tile, which share nothing but the loops. Good where
 *     pixels lie so far apart that their vectors fall into few sets of the first cache: neighbours
 *     in memory are then read together, from other sets.
 *     <pre>{@code 1: for c { x[c] }      2: for c step 2 { x[c]; x[c+1] }}</pre>
 *
 * @param order loops around the tile, see {@link LoopOrder}
 * @param unroll tap loops written out, see {@link Unroll}
 * @param weights where weights live, see {@link Weights}
 * @param access how memory is addressed, see {@link Access}
 * @param borders how outputs at the edges are computed, see {@link Borders}
 */
public record Schedule(
        VectorAxis axis,
        int vectorBits,
        int channelBlock,
        int tileH,
        int tileW,
        int tileC,
        LoopOrder order,
        Unroll unroll,
        Weights weights,
        Access access,
        Borders borders) {

    /** Checks the sizes, whatever the workload. */
    public Schedule {
        boolean vectors = vectorBits == 128 || vectorBits == 256 || vectorBits == 512;
        if (!vectors || channelBlock < 1 || tileH < 1 || tileW < 1 || tileC < 1) {
            throw new InvalidScheduleException(
                    "Vectors of "
                            + vectorBits
                            + " bits, a channel block of "
                            + channelBlock
                            + " and a tile of "
                            + tileH
                            + "x"
                            + tileW
                            + "x"
                            + tileC
                            + " make no schedule; use 128, 256 or 512 bits and sizes of at least"
                            + " 1.");
        }
    }

    /** The same schedule with other borders. */
    public Schedule with(Borders other) {
        return new Schedule(
                axis,
                vectorBits,
                channelBlock,
                tileH,
                tileW,
                tileC,
                order,
                unroll,
                weights,
                access,
                other);
    }

    /** Floats in one vector. */
    public int lanes() {
        return vectorBits / Float.SIZE;
    }

    /** Accumulator registers of the tile. */
    public int accumulators() {
        return tileH * tileW * tileC;
    }

    /**
     * Reads the text form.
     *
     * @throws InvalidScheduleException if the text is not one
     */
    public static Schedule parse(String text) {
        return ScheduleText.parse(text);
    }

    /**
     * The text form: axis and bits, channel block, tile, order, unroll, weights, access, and
     * borders unless they are peeled.
     */
    @Override
    public String toString() {
        return ScheduleText.print(this);
    }
}
