package org.lanewise.schedule;

import org.lanewise.workload.Workload;

/**
 * What a kernel keeps in the scratch memory of its thread, in bytes: with lanes along the channels
 * of an NCHW tensor the transposed input and output, see {@link VectorAxis#CHANNELS}, with framed
 * borders the input and its padding, see {@link Borders#FRAMED}.
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

    /** Whether a kernel transposes its inputs into scratch memory, and its outputs back. */
    public static boolean transposes(Workload workload, Schedule schedule) {
        return !workload.layout().channelsTogether() && !schedule.alongWidth();
    }

    /** Whether a kernel copies its inputs into scratch memory, transposed or framed. */
    public static boolean holdsInput(Workload workload, Schedule schedule) {
        return schedule.borders() == Borders.FRAMED || transposes(workload, schedule);
    }

    /** The scratch memory of a schedule; all zero where none is needed. */
    public static Scratch of(Workload workload, Schedule schedule) {
        if (!holdsInput(workload, schedule)) {
            return new Scratch(0, 0, 0, 0);
        }
        long pixel =
                schedule.axis() == VectorAxis.WIDTH
                        ? Float.BYTES
                        : schedule.vectorBits() / Byte.SIZE;
        long input = times(Image.of(workload, schedule).size().pixels(), pixel);
        long inputs = times(input, InputChannels.ofTask(workload, schedule));
        long output = transposes(workload, schedule) ? workload.output().pixels() * pixel : 0;
        long outputStart = Math.ceilDiv(inputs, LINE) * LINE;
        return new Scratch(
                input, output, outputStart, outputStart + times(output, schedule.channelBlock()));
    }

    private static long times(long bytes, long count) {
        return bytes > ENDLESS / Math.max(1, count) ? ENDLESS : bytes * count;
    }
}
