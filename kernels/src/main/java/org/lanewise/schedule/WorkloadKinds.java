package org.lanewise.schedule;

import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

/** What the table of default schedules tells workloads and targets apart by. */
final class WorkloadKinds {
    /** Pixels of a map that lies in few cache lines of each channel. */
    static final int SMALLEST_MAP = 64;

    /** Taps of a 3x3; of more, C2 spills the weights. */
    private static final int FEW_TAPS = 9;

    /** Larger sweeps were not measured with 16 registers. */
    private static final int TAPS_OF_A_5X5 = 25;

    private WorkloadKinds() {}

    /**
     * Whether so many lanes hold channels that transposing them pays: on 28x28 a 5x5 of 20 channels
     * is 1.24 times as fast along the width, while a 7x7 gains twice as much as its lanes lose.
     */
    static boolean fills(Workload workload, Target target) {
        int lanes = lanes(target);
        int channels = workload.outputChannels();
        long quarters = workload.taps() > TAPS_OF_A_5X5 ? 2 : 3;
        return 4L * channels >= quarters * Math.ceilDiv(channels, lanes) * lanes;
    }

    /** Of the widest vectors. */
    static int lanes(Target target) {
        return target.vectorBits() / Float.SIZE;
    }

    /** Whole vectors of output channels. */
    static int vectorsOfChannels(Workload workload, Target target) {
        return workload.outputChannels() / lanes(target);
    }

    /** Whether the channels of a pixel fill a vector, and leave a part of one over. */
    static boolean ragged(Workload workload, Target target) {
        int lanes = lanes(target);
        return workload.outputChannels() > lanes && workload.outputChannels() % lanes != 0;
    }

    static int vectorsOfRow(Workload workload, Target target) {
        return Math.ceilDiv(workload.columns().out(), lanes(target));
    }

    /** Whether three quarters of the lanes of a row's vectors hold outputs. */
    static boolean fillsRow(Workload workload, Target target) {
        int columns = workload.columns().out();
        return 4L * columns >= 3L * vectorsOfRow(workload, target) * lanes(target);
    }

    /** Whether rows between two taps are left out, so that nothing slides. */
    static boolean dilated(Workload workload) {
        return workload.rows().kernel() > 1 && workload.rows().dilation() > 1;
    }

    /** More taps than a 3x3, and no more than a 5x5. */
    static boolean middling(Workload workload) {
        return !few(workload) && workload.taps() <= TAPS_OF_A_5X5;
    }

    /** Whether vectors of 256 bits, or of half the width, hold a row. */
    static boolean narrow(Workload workload, Target target) {
        int lanes = lanes(target);
        return workload.columns().out() <= (many(target) ? lanes / 2 : lanes);
    }

    static boolean few(Workload workload) {
        return workload.taps() <= FEW_TAPS;
    }

    static boolean strided(Workload workload) {
        return workload.rows().stride() > 1;
    }

    /** Enough registers for a tile of sixteen sums beside what it loads. */
    static boolean many(Target target) {
        return target.vectorRegisters() >= 32;
    }

    /**
     * Whether the weights stay in registers beside the sums of four columns; of 16 registers,
     * beside those of one and what is loaded for it.
     */
    static boolean sweepsHeld(Workload workload, Target target) {
        long held = workload.taps() + (many(target) ? sums(workload, 4) : sums(workload, 1) + 2);
        return held <= target.vectorRegisters();
    }

    /**
     * Whether four columns of rows that slide leave registers for what is loaded. C2 takes a
     * register for every pixel of a row where it has 32 of them.
     */
    static boolean sweeps(Workload workload, Target target) {
        return sums(workload, 4) + (many(target) ? 6 : 2) <= target.vectorRegisters();
    }

    static boolean smallSweeps(Workload workload, Target target) {
        return !many(target)
                && workload.taps() <= TAPS_OF_A_5X5
                && sums(workload, 2) + 2 <= target.vectorRegisters();
    }

    /** Sums of all output rows in flight. */
    static long sums(Workload workload, int columns) {
        return (long) Sweep.rowsInFlight(workload.rows()) * columns;
    }
}
