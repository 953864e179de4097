package org.lanewise.codegen;

import org.lanewise.schedule.Image;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.Scratch;
import org.lanewise.schedule.VectorAxis;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Size;
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
record Strides(long image, long unit, long part, long row, long pixel) {
    /** Of the input that the tile loops read: the tensor's or those of its copy. */
    static Strides input(Workload workload, Schedule schedule) {
        return Scratch.holdsInput(workload, schedule)
                ? copied(Image.of(workload, schedule).size(), schedule)
                : inputTensor(workload, schedule);
    }

    /** Of the output that the tile loops write, likewise. */
    static Strides output(Workload workload, Schedule schedule) {
        return Scratch.transposes(workload, schedule)
                ? copied(workload.output(), schedule)
                : outputTensor(workload, schedule);
    }

    static Strides inputTensor(Workload workload, Schedule schedule) {
        return of(workload.layout(), workload.channels(), workload.input(), schedule);
    }

    static Strides outputTensor(Workload workload, Schedule schedule) {
        return of(workload.layout(), workload.outputChannels(), workload.output(), schedule);
    }

    /** In scratch memory a unit is one vector of channels, or one channel along the width. */
    private static Strides copied(Size size, Schedule schedule) {
        long pixel = tap(schedule);
        return new Strides(0, (long) size.h() * size.w() * pixel, 0, size.w() * pixel, pixel);
    }

    private static Strides of(Layout layout, int channels, Size size, Schedule schedule) {
        long stored = layout.storedChannels(channels);
        long vector = schedule.vectorBits() / Byte.SIZE;
        long pixel =
                Float.BYTES
                        * switch (layout) {
                            case NCHW -> 1L;
                            case NHWC -> stored;
                            case NCHW8C, NCHW16C -> layout.block();
                        };
        long plane = (long) size.h() * size.w();
        long unit =
                switch (layout) {
                    case NHWC -> vector;
                    case NCHW ->
                            plane
                                    * pixel
                                    * (schedule.axis() == VectorAxis.CHANNELS
                                            ? schedule.lanes()
                                            : 1);
                    case NCHW8C, NCHW16C -> plane * pixel;
                };
        return new Strides(plane * stored * Float.BYTES, unit, vector, size.w() * pixel, pixel);
    }

    /** Bytes of one pixel of one vector, or of the weights of one tap. */
    static long tap(Schedule schedule) {
        return schedule.axis() == VectorAxis.CHANNELS
                ? schedule.vectorBits() / Byte.SIZE
                : Float.BYTES;
    }
}
