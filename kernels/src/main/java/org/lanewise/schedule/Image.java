package org.lanewise.schedule;

import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/**
 * The image that the tiles of a kernel read: the input with padding around it, or a copy that holds
 * the padding, see {@link Borders#FRAMED}.
 *
 * @param size height and width in memory, in pixels
 * @param top rows of padding above it that are not in memory
 * @param left columns of padding beside it that are not in memory
 */
public record Image(Size size, int top, int left) {
    /** What the tiles of a schedule read. */
    public static Image of(Workload workload, Schedule schedule) {
        return switch (schedule.borders()) {
            case PEELED ->
                    new Image(
                            workload.input(), workload.padding().top(), workload.padding().left());
            case FRAMED -> new Image(framed(workload, schedule), 0, 0);
        };
    }

    /**
     * As many rows and columns as the tiles read, those of idle lanes too, so that no load is
     * masked. With lanes along the width a row is a whole number of vectors.
     */
    private static Size framed(Workload workload, Schedule schedule) {
        Size out = workload.output();
        Size stride = workload.stride();
        long lastRow = (workload.kernel().h() - 1L) * workload.dilation().h();
        long lastColumn = (workload.kernel().w() - 1L) * workload.dilation().w();
        long height = (out.h() - 1L) * stride.h() + lastRow + 1;
        long width =
                switch (schedule.axis()) {
                    case CHANNELS -> (out.w() - 1L) * stride.w() + lastColumn + 1;
                    case WIDTH -> {
                        int lanes = schedule.lanes();
                        long read = (long) Math.ceilDiv(out.w(), lanes) * lanes * stride.w();
                        yield Math.ceilDiv(read + lastColumn, lanes) * lanes;
                    }
                };
        return new Size(saturated(height), saturated(width));
    }

    /** An image that large does not fit the cache, which a rule asks for. */
    private static int saturated(long pixels) {
        return Math.clamp(pixels, 1, Integer.MAX_VALUE);
    }

    /** Pixels in memory. */
    long pixels() {
        return (long) size.h() * size.w();
    }
}
