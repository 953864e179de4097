package org.lanewise.schedule;

import org.lanewise.workload.Line;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/**
 * The image that the tiles of a kernel read: the input with padding around it, or a copy that holds
 * the padding, see {@link Borders#FRAMED}.
 *
 * @param rows how outputs meet its rows
 * @param columns how they meet its columns
 */
record Image(Line rows, Line columns) {
    /** What the tiles of a schedule read. */
    static Image of(Workload workload, Schedule schedule) {
        Line rows = workload.rows();
        Line columns = workload.columns();
        return switch (schedule.borders()) {
            case PEELED -> new Image(rows, columns);
            case FRAMED ->
                    new Image(
                            rows.copied(saturated(read(rows, rows.out()))),
                            columns.copied(saturated(framedWidth(columns, schedule))));
        };
    }

    /** Pixels that so many outputs read. */
    private static long read(Line line, long outputs) {
        return (outputs - 1) * line.stride() + line.span();
    }

    /**
     * Columns that the tiles read, those of idle lanes too, so that no load is masked: with lanes
     * along the width a row is a whole number of vectors.
     */
    private static long framedWidth(Line columns, Schedule schedule) {
        int lanes = schedule.lanes();
        return switch (schedule.axis()) {
            case CHANNELS -> read(columns, columns.out());
            case WIDTH -> {
                long computed = (long) Math.ceilDiv(columns.out(), lanes) * lanes;
                yield Math.ceilDiv(computed * columns.stride() + columns.span() - 1, lanes) * lanes;
            }
        };
    }

    /** An image that large does not fit the cache, which a rule asks for. */
    private static int saturated(long pixels) {
        return Math.clamp(pixels, 1, Integer.MAX_VALUE);
    }

    /** Height and width in memory, in pixels. */
    Size size() {
        return new Size(rows.in(), columns.in());
    }
}
