package org.lanewise.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.VectorAxis;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.workload.Workload;

/**
 * Brings weights and bias into the order a kernel reads them: with lanes along channels {@code
 * [vector][kh][kw][lane]}, filled with zeros behind the last channel; with lanes along the width as
 * frameworks hold them.
 */
public final class PackedWeights {
    private PackedWeights() {}

    /**
     * Packs weights.
     *
     * @param weights (channels * multiplier, 1, kh, kw)
     */
    public static float[] pack(Workload workload, Schedule schedule, float[] weights) {
        if (schedule.axis() == VectorAxis.WIDTH) {
            return weights.clone();
        }
        int taps = workload.kernel().h() * workload.kernel().w();
        int lanes = schedule.lanes();
        float[] packed = new float[Math.multiplyExact(lanesOfAllUnits(workload, schedule), taps)];
        for (int o = 0; o < workload.outputChannels(); o++) {
            for (int tap = 0; tap < taps; tap++) {
                packed[place(o, tap, taps, lanes)] = weights[o * taps + tap];
            }
        }
        return packed;
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

    /** The weights that {@link #pack} was given. */
    public static float[] unpack(Workload workload, Schedule schedule, float[] packed) {
        if (schedule.axis() == VectorAxis.WIDTH) {
            return packed.clone();
        }
        int taps = workload.kernel().h() * workload.kernel().w();
        int lanes = schedule.lanes();
        float[] weights = new float[workload.outputChannels() * taps];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = packed[place(i / taps, i % taps, taps, lanes)];
        }
        return weights;
    }

    private static int place(int o, int tap, int taps, int lanes) {
        return (o / lanes * taps + tap) * lanes + o % lanes;
    }

    /** Packs a bias of one float an output channel. */
    public static float[] packBias(Workload workload, Schedule schedule, float[] bias) {
        if (schedule.axis() == VectorAxis.WIDTH) {
            return bias.clone();
        }
        float[] packed = new float[lanesOfAllUnits(workload, schedule)];
        System.arraycopy(bias, 0, packed, 0, bias.length);
        return packed;
    }

    private static int lanesOfAllUnits(Workload workload, Schedule schedule) {
        int unit = Math.max(workload.layout().block(), schedule.lanes());
        return Math.ceilDiv(workload.outputChannels(), unit) * unit;
    }
}
