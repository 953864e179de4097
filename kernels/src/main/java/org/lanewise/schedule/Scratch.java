package org.lanewise.schedule;

/**
 * What a kernel keeps in the scratch memory of its thread, in bytes: with lanes along the channels
 * of an NCHW tensor the transposed input and output, see {@link VectorAxis#CHANNELS}, with framed
 * borders the input and its padding, see {@link Borders#FRAMED}, and what is {@link
 * Staging#STAGED}.
 *
 * @param input one vector of input channels (one input channel with lanes along the width), all
 *     pixels side by side
 * @param output one channel unit's output likewise, 0 where it is stored at once
 * @param outputStart where the outputs of the first unit begin
 * @param total all units of a task
 */
public record Scratch(long input, long output, long outputStart, long total) {
    /** A cache line; outputs begin on one of their own. */
    private static final long LINE = 64;

    /** More than any memory has, and far from an overflow. */
    private static final long ENDLESS = Long.MAX_VALUE / 4;

    /** The scratch memory of a plan; all zero where none is needed. */
    static Scratch of(Plan plan) {
        if (!plan.copies()) {
            return new Scratch(0, 0, 0, 0);
        }
        long pixel = plan.schedule().tapBytes();
        long input = times(plan.inputSize().pixels(), pixel);
        long output = plan.copiesBack() ? plan.workload().output().pixels() * pixel : 0;
        int units = plan.schedule().channelBlock();
        long outputStart = Math.ceilDiv(times(input, inputs(plan, units)), LINE) * LINE;
        return new Scratch(input, output, outputStart, outputStart + times(output, units));
    }

    /**
     * Input vectors (input channels, with lanes along the width) that a task reads at the most, its
     * first output channel being the last of its input channel at the worst.
     */
    private static int inputs(Plan plan, int units) {
        int outputs = units * plan.vectorsOfUnit();
        return Math.min(outputs, Math.ceilDiv(outputs - 1, plan.workload().multiplier()) + 1);
    }

    private static long times(long bytes, long count) {
        return bytes > ENDLESS / Math.max(1, count) ? ENDLESS : bytes * count;
    }
}
