package org.lanewise.schedule;

import org.lanewise.workload.Workload;

/** How many units the channel loop of a kernel counts, and what a unit is in each layout. */
public final class ChannelUnits {
    private ChannelUnits() {}

    /**
     * Units of one image: layout blocks, vectors of an NHWC pixel (the last may be partly filled),
     * NCHW output channels, or vectors of staged NCHW channels.
     */
    public static int count(Workload workload, Schedule schedule) {
        return switch (workload.layout()) {
            case NCHW ->
                    schedule.axis() == VectorAxis.WIDTH
                            ? workload.outputChannels()
                            : Math.ceilDiv(workload.outputChannels(), schedule.lanes());
            case NHWC -> Math.ceilDiv(workload.outputChannels(), schedule.lanes());
            case NCHW8C, NCHW16C ->
                    workload.layout().storedChannels(workload.outputChannels())
                            / workload.layout().block();
        };
    }
}
