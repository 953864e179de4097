package org.lanewise.schedule;

import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/**
 * The vectors that hold the channels of a tensor, with lanes along the channels. Where the channels
 * of an NHWC pixel fill more than one vector and the last one only in part, that one goes back into
 * the one before and computes some channels again: it is stored as a whole, while a store by a mask
 * takes some 30 cycles with AVX2.
 *
 * <pre>{@code
 * 10 channels, 4 lanes:   0 1 2 3 | 4 5 6 7 | 6 7 8 9
 * }</pre>
 *
 * @param channels of the tensor
 * @param lanes of a vector
 * @param overlap whether the last vector overlaps the one before it
 */
public record ChannelVectors(int channels, int lanes, boolean overlap) {
    /** Those of a workload's inputs. */
    static ChannelVectors inputs(Workload workload, Schedule schedule) {
        return new ChannelVectors(
                workload.channels(), schedule.lanes(), overlap(workload, schedule));
    }

    /** Those of a workload's outputs. */
    public static ChannelVectors outputs(Workload workload, Schedule schedule) {
        return new ChannelVectors(
                workload.outputChannels(), schedule.lanes(), overlap(workload, schedule));
    }

    private static boolean overlap(Workload workload, Schedule schedule) {
        Layout layout = workload.layout();
        return layout.channelsTogether()
                && !layout.blocked()
                && workload.channels() >= schedule.lanes()
                && workload.channels() % schedule.lanes() != 0;
    }

    /** The first channel of a vector. */
    public int first(int vector) {
        return overlap ? Math.min(vector * lanes, lastFirst()) : vector * lanes;
    }

    /** The first channel of the last vector, of some that overlap. */
    public int lastFirst() {
        return channels - lanes;
    }
}
