package org.lanewise.tuner.features;

import org.lanewise.schedule.Borders;
import org.lanewise.schedule.Image;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.VectorAxis;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/**
 * Bytes that the levels of the loop nest touch, and how they lie.
 *
 * @param pixelBytes distance of two neighbouring pixels of the input
 * @param rowBytes distance of two input rows
 * @param tile bytes one tile reads and writes
 * @param strip the same of a row of tiles of one channel unit
 * @param plane the same of a whole channel unit
 * @param task the same of a whole task
 * @param layer the same of the whole layer
 * @param rowReuse bytes touched until an input row is met again by the tile below
 * @param columnReuse bytes touched until an input column is met again by the tile to the right
 * @param lineUse share of each cache line that one channel unit uses
 */
record Footprint(
        long pixelBytes,
        long rowBytes,
        double tile,
        double strip,
        double plane,
        double task,
        double layer,
        double rowReuse,
        double columnReuse,
        double lineUse) {
    private static final int LINE = 64;

    static Footprint of(Workload workload, Schedule schedule, Size out, TileWork work) {
        int lanes = schedule.lanes();
        long pixel = pixelFloats(workload, schedule) * Float.BYTES;
        int unit = unitFloats(workload, schedule) * Float.BYTES;
        Size in = Image.of(workload, schedule).size();
        double tile =
                (work.inputRows() * (double) work.inputColumns() * schedule.tileC()
                                + work.outputs())
                        * lanes
                        * Float.BYTES;
        double strip =
                ((double) work.inputRows() * in.w() + (double) schedule.tileH() * out.w()) * unit;
        double columnStrip = (tile / schedule.tileH()) * out.h();
        double plane = ((double) in.h() * in.w() + (double) out.h() * out.w()) * unit;
        double layer =
                (double) Float.BYTES
                        * (workload.inputElements()
                                + workload.outputElements()
                                + workload.weightElements());
        int block = schedule.channelBlock();
        return new Footprint(
                pixel,
                pixel * in.w(),
                tile,
                strip,
                plane,
                plane * block,
                layer,
                rowReuse(schedule, tile, strip),
                columnReuse(schedule, tile, columnStrip),
                lineUse(workload, schedule, unit));
    }

    private static double rowReuse(Schedule schedule, double tile, double strip) {
        return switch (schedule.order()) {
            case CHW -> strip;
            case CWH -> tile;
            case HCW, HWC -> strip * schedule.channelBlock();
        };
    }

    private static double columnReuse(Schedule schedule, double tile, double columnStrip) {
        return switch (schedule.order()) {
            case CHW, HCW -> tile;
            case CWH -> columnStrip;
            case HWC -> tile * schedule.channelBlock();
        };
    }

    private static double lineUse(Workload workload, Schedule schedule, int unit) {
        // A copied input is read once, where it lies in the tensor.
        long pixel =
                schedule.borders() == Borders.FRAMED
                        ? pixelFloats(workload, schedule.with(Borders.PEELED)) * Float.BYTES
                        : pixelFloats(workload, schedule) * Float.BYTES;
        return Math.min(1, (double) unit / Math.min(LINE, pixel));
    }

    private static long pixelFloats(Workload workload, Schedule schedule) {
        if (schedule.borders() == Borders.FRAMED) {
            return copiedLanes(schedule);
        }
        return switch (workload.layout()) {
            case NCHW -> copiedLanes(schedule);
            case NHWC -> workload.channels();
            case NCHW8C, NCHW16C -> workload.layout().block();
        };
    }

    private static int unitFloats(Workload workload, Schedule schedule) {
        return switch (workload.layout()) {
            case NCHW -> copiedLanes(schedule);
            case NHWC -> Math.min(schedule.lanes(), workload.channels());
            case NCHW8C, NCHW16C -> workload.layout().block();
        };
    }

    /** Floats side by side in a pixel of a transposed or framed copy. */
    private static int copiedLanes(Schedule schedule) {
        return schedule.axis() == VectorAxis.WIDTH ? 1 : schedule.lanes();
    }

    /**
     * Lines of {@code rows x columns} accesses that fall into the fullest set of a cache whose sets
     * repeat every 4096 bytes, as those of a 32 or 48 KiB L1 do.
     */
    double setPressure(int rows, int columns) {
        return crowding(rows, rowBytes) * crowding(columns, pixelBytes);
    }

    private static double crowding(int accesses, long stride) {
        long distinctSets = Math.max(1, 4096 / gcd(stride, 4096));
        return Math.max(1, (double) accesses / Math.min(distinctSets, LINE));
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
