package org.lanewise.schedule;

import org.lanewise.workload.Layout;
import org.lanewise.workload.Size;
import org.lanewise.workload.TensorStrides;

/**
 * Distances in bytes between neighbours in memory.
 *
 * @param image one image to the next
 * @param unit one channel unit to the next
 * @param part one vector of a unit to the next, where a unit holds several
 * @param row one row of pixels to the next
 * @param pixel one pixel to the next
 */
public record Strides(long image, long unit, long part, long row, long pixel) {
    /** Of a tensor. */
    static Strides of(Layout layout, int channels, Size size, Schedule schedule) {
        TensorStrides tensor = layout.strides(channels, size);
        // A unit is a block where there are blocks; otherwise it is a vector of channels, or one.
        long channelsOfUnit = layout.blocked() || schedule.alongWidth() ? 1 : schedule.lanes();
        return new Strides(
                tensor.image() * Float.BYTES,
                tensor.channelBlock() * channelsOfUnit * Float.BYTES,
                schedule.vectorBytes(),
                tensor.row() * Float.BYTES,
                tensor.pixel() * Float.BYTES);
    }

    /**
     * In scratch memory, where a unit is one vector of channels, or one channel along the width.
     */
    static Strides copied(Size size, Schedule schedule) {
        long pixel = schedule.tapBytes();
        return new Strides(0, size.pixels() * pixel, 0, size.w() * pixel, pixel);
    }
}
