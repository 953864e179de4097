package org.lanewise.schedule;

import org.lanewise.workload.Workload;

/**
 * Which input channels the vectors of a kernel with lanes along the channels read. Output vector
 * {@code v} reads input vector {@code v / multiplier}, whatever the layout: {@code multiplier}
 * vectors of outputs come from exactly one vector of inputs, of which each lane is spread over as
 * many neighbouring output lanes.
 */
public final class InputChannels {
    private InputChannels() {}

    /** Whether lanes of an input vector are spread over several lanes of an output vector. */
    public static boolean spread(Workload workload, Schedule schedule) {
        return schedule.axis() == VectorAxis.CHANNELS && workload.multiplier() > 1;
    }

    /** Vectors that make up one channel unit: a layout block wider than the vector has several. */
    public static int parts(Workload workload, Schedule schedule) {
        return workload.layout().blocked() ? workload.layout().block() / schedule.lanes() : 1;
    }

    /**
     * Input vectors (input channels, with lanes along the width) that a task reads at the most, its
     * first output channel being the last of its input channel at the worst.
     */
    static int ofTask(Workload workload, Schedule schedule) {
        int outputs = schedule.channelBlock() * parts(workload, schedule);
        return Math.min(outputs, Math.ceilDiv(outputs - 1, workload.multiplier()) + 1);
    }
}
