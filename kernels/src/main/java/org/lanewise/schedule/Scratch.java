package org.lanewise.schedule;

import org.lanewise.workload.Layout;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/**
 * What a kernel with lanes along the channels of an NCHW tensor keeps in the scratch memory of its
 * thread, see {@link VectorAxis#CHANNELS}, in bytes.
 *
 * @param input one vector of input channels, all pixels side by side
 * @param output one channel unit's output likewise
 * @param outputStart where the outputs of the first unit begin
 * @param total all units of a task
 */
public record Scratch(long input, long output, long outputStart, long total) {
    /** A cache line; outputs begin on one of their own. */
    private static final long LINE = 64;

    /** Whether a kernel stages at all. */
    public static boolean needed(Workload workload, Schedule schedule) {
        return workload.layout() == Layout.NCHW && schedule.axis() == VectorAxis.CHANNELS;
    }

    /** The scratch memory of a schedule; all zero where none is needed. */
    public static Scratch of(Workload workload, Schedule schedule) {
        if (!needed(workload, schedule)) {
            return new Scratch(0, 0, 0, 0);
        }
        long vector = schedule.vectorBits() / Byte.SIZE;
        long input = pixels(workload.input()) * vector;
        long output = pixels(workload.output()) * vector;
        long outputStart = Math.ceilDiv(input * InputChannels.ofTask(workload, schedule), LINE)
                        * LINE;
        return new Scratch(
                input, output, outputStart, outputStart + output * schedule.channelBlock());
    }

    static long pixels(Size size) {
        return (long) size.h() * size.w();
    }
}
