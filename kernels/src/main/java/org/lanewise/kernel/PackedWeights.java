package org.lanewise.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.lanewise.schedule.ChannelVectors;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.VectorAxis;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.workload.Workload;

/**
 * Brings weights and bias into the order a kernel reads them: with lanes along channels {@code
 * [vector][kh][kw][lane]}, filled with zeros behind the last channel, or with the channels of a
 * last vector that overlaps the one before, see {@link ChannelVectors}; with lanes along the width
 * as frameworks hold them.
 */
public final class PackedWeights {
    private PackedWeights() {}

    /**
     * Packs weights.
     *
     * @param weights (channels * multiplier, 1, kh, kw)
     */
    public static float[] pack(Workload workload, Schedule schedule, float[] weights) {
        return packed(workload, schedule, taps(workload), weights);
    }

    /** Packs a bias of one float an output channel. */
    public static float[] packBias(Workload workload, Schedule schedule, float[] bias) {
        return packed(workload, schedule, 1, bias);
    }

    /** The weights that {@link #pack} was given. */
    public static float[] unpack(Workload workload, Schedule schedule, float[] packed) {
        return unpacked(workload, schedule, taps(workload), packed);
    }

    /** The bias that {@link #packBias} was given. */
    public static float[] unpackBias(Workload workload, Schedule schedule, float[] packed) {
        return unpacked(workload, schedule, 1, packed);
    }

    /** Weights packed for a schedule, in aligned memory. */
    public static MemorySegment weights(Arena arena, LegalSchedule legal, float[] weights) {
        return KernelBuffers.copyOf(arena, pack(legal.workload(), legal.schedule(), weights));
    }

    /** The bias packed for a schedule, {@link MemorySegment#NULL} for a workload without. */
    public static MemorySegment bias(Arena arena, LegalSchedule legal, float[] bias) {
        Workload workload = legal.workload();
        return workload.epilogue().bias()
                ? KernelBuffers.copyOf(arena, packBias(workload, legal.schedule(), bias))
                : MemorySegment.NULL;
    }

    private static int taps(Workload workload) {
        return workload.kernel().h() * workload.kernel().w();
    }

    private static float[] packed(
            Workload workload, Schedule schedule, int taps, float[] ofChannels) {
        if (schedule.axis() == VectorAxis.WIDTH) {
            return ofChannels.clone();
        }
        int lanes = schedule.lanes();
        int[] channels = channels(workload, schedule);
        float[] packed = new float[Math.multiplyExact(channels.length, taps)];
        for (int i = 0; i < packed.length; i++) {
            int channel = channels[i / (taps * lanes) * lanes + i % lanes];
            int from = channel * taps + i / lanes % taps;
            packed[i] = from < ofChannels.length ? ofChannels[from] : 0;
        }
        return packed;
    }

    private static float[] unpacked(
            Workload workload, Schedule schedule, int taps, float[] packed) {
        if (schedule.axis() == VectorAxis.WIDTH) {
            return packed.clone();
        }
        int lanes = schedule.lanes();
        int[] channels = channels(workload, schedule);
        float[] ofChannels = new float[workload.outputChannels() * taps];
        for (int i = 0; i < packed.length; i++) {
            int channel = channels[i / (taps * lanes) * lanes + i % lanes];
            if (channel < workload.outputChannels()) {
                ofChannels[channel * taps + i / lanes % taps] = packed[i];
            }
        }
        return ofChannels;
    }

    /** The output channel of each lane of all vectors; of those that are filling one beyond. */
    private static int[] channels(Workload workload, Schedule schedule) {
        int lanes = schedule.lanes();
        ChannelVectors vectors = ChannelVectors.outputs(workload, schedule);
        int[] channels = new int[lanesOfAllUnits(workload, schedule)];
        for (int lane = 0; lane < channels.length; lane++) {
            channels[lane] = vectors.first(lane / lanes) + lane % lanes;
        }
        return channels;
    }

    private static int lanesOfAllUnits(Workload workload, Schedule schedule) {
        int unit = Math.max(workload.layout().block(), schedule.lanes());
        return Math.ceilDiv(workload.outputChannels(), unit) * unit;
    }
}
