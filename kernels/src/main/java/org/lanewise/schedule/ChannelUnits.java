package org.lanewise.schedule;

import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/** How many units the channel loop of a kernel counts, and what a unit is in each layout. */
public final class ChannelUnits {
    private ChannelUnits() {}

    /**
     * Units of one image: layout blocks, vectors of an NHWC pixel (the last may be partly filled),
     * NCHW output channels, or vectors of staged NCHW channels.
     */
    public static int count(Workload workload, Schedule schedule) {
        Layout layout = workload.layout();
        int channels = workload.outputChannels();
        if (layout.blocked()) {
            return layout.storedChannels(channels) / layout.block();
        }
        return schedule.alongWidth() ? channels : Math.ceilDiv(channels, schedule.lanes());
    }
}
