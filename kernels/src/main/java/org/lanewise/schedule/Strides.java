package org.lanewise.schedule;

import org.lanewise.workload.Layout;
import org.lanewise.workload.Size;
import org.lanewise.workload.TensorStrides;
import org.lanewise.workload.Workload;

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
    /** Of the input that the tile loops read: the tensor's or those of its copy. */
    public static Strides input(Workload workload, Schedule schedule) {
        return Scratch.holdsInput(workload, schedule)
                ? copied(Image.of(workload, schedule).size(), schedule)
                : inputTensor(workload, schedule);
    }

    /** Of the output that the tile loops write, likewise. */
    public static Strides output(Workload workload, Schedule schedule) {
        return Scratch.transposes(workload, schedule)
                ? copied(workload.output(), schedule)
                : outputTensor(workload, schedule);
    }

    /** Of the input tensor. */
    public static Strides inputTensor(Workload workload, Schedule schedule) {
        return of(workload.layout(), workload.channels(), workload.input(), schedule);
    }

    /** Of the output tensor. */
    public static Strides outputTensor(Workload workload, Schedule schedule) {
        return of(workload.layout(), workload.outputChannels(), workload.output(), schedule);
    }

    /** In scratch memory a unit is one vector of channels, or one channel along the width. */
    private static Strides copied(Size size, Schedule schedule) {
        long pixel = tap(schedule);
        return new Strides(0, size.pixels() * pixel, 0, size.w() * pixel, pixel);
    }

    private static Strides of(Layout layout, int channels, Size size, Schedule schedule) {
        TensorStrides tensor = layout.strides(channels, size);
        int vector = schedule.vectorBytes();
        // A unit is a block where there are blocks; otherwise it is a vector of channels, or one.
        long channelsOfUnit = layout.blocked() || schedule.alongWidth() ? 1 : schedule.lanes();
        return new Strides(
                tensor.image() * Float.BYTES,
                tensor.channelBlock() * channelsOfUnit * Float.BYTES,
                vector,
                tensor.row() * Float.BYTES,
                tensor.pixel() * Float.BYTES);
    }

    /** Bytes of one pixel of one vector, or of the weights of one tap. */
    public static long tap(Schedule schedule) {
        return schedule.alongWidth() ? Float.BYTES : schedule.vectorBytes();
    }
}
