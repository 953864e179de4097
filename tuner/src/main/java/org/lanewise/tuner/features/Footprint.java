package org.lanewise.tuner.features;

import static org.lanewise.schedule.Dimension.CHANNELS;
import static org.lanewise.schedule.Dimension.COLUMNS;
import static org.lanewise.schedule.Dimension.ROWS;

import org.lanewise.schedule.LoopOrder;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Schedule;
import org.lanewise.target.FirstCache;
import org.lanewise.workload.Line;
import org.lanewise.workload.Workload;

/**
 * Bytes that the levels of the loop nest touch, and how they lie.
 *
 * @param l1 the cache whose sets are counted
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
        FirstCache l1,
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

    static Footprint of(Plan plan, double inputRows, double inputColumns) {
        Workload workload = plan.workload();
        Schedule schedule = plan.schedule();
        Line rows = plan.rows();
        Line columns = plan.columns();
        double unit = unitBytes(plan);
        double outputs = (double) schedule.tileH() * schedule.tileW();
        double tile =
                (inputRows * inputColumns + outputs)
                        * schedule.tileC()
                        * schedule.lanes()
                        * Float.BYTES;
        double strip =
                (inputRows * columns.in() + (double) schedule.tileH() * columns.out()) * unit;
        double columnStrip = tile / schedule.tileH() * rows.out();
        double plane =
                ((double) rows.in() * columns.in() + (double) rows.out() * columns.out()) * unit;
        double layer =
                (double) Float.BYTES
                        * (workload.inputElements()
                                + workload.outputElements()
                                + workload.weightElements());
        return new Footprint(
                plan.target().l1(),
                plan.input().pixel(),
                plan.input().row(),
                tile,
                strip,
                plane,
                plane * schedule.channelBlock(),
                layer,
                rowReuse(schedule, tile, strip),
                columnReuse(schedule, tile, columnStrip),
                lineUse(plan, unit));
    }

    /** What is touched before the next row of tiles reads the same input rows. */
    private static double rowReuse(Schedule schedule, double tile, double strip) {
        LoopOrder order = schedule.order();
        return (order.inside(COLUMNS, ROWS) ? strip : tile)
                * (order.inside(CHANNELS, ROWS) ? schedule.channelBlock() : 1);
    }

    private static double columnReuse(Schedule schedule, double tile, double columnStrip) {
        LoopOrder order = schedule.order();
        return (order.inside(ROWS, COLUMNS) ? columnStrip : tile)
                * (order.inside(CHANNELS, COLUMNS) ? schedule.channelBlock() : 1);
    }

    /**
     * A framed input is read once, where it lies in the tensor; so are staged ones, by whole
     * blocks.
     */
    private static double lineUse(Plan plan, double unit) {
        long pixel = plan.copiesBack() ? plan.input().pixel() : plan.inputTensor().pixel();
        return Math.min(1, unit / Math.min(plan.target().l1().lineBytes(), pixel));
    }

    /** Bytes of one pixel that one channel unit uses. */
    private static double unitBytes(Plan plan) {
        Workload workload = plan.workload();
        int lanes = plan.schedule().alongWidth() ? 1 : plan.schedule().lanes();
        int together = workload.layout().contiguousChannels(workload.channels());
        int floats =
                workload.layout().blocked()
                        ? together
                        : plan.transposes() ? lanes : Math.min(lanes, together);
        return (double) floats * Float.BYTES;
    }

    /** Lines of {@code rows x columns} accesses that fall into the fullest set. */
    double setPressure(double rows, double columns) {
        return crowding(rows, rowBytes) * crowding(columns, pixelBytes);
    }

    private double crowding(double accesses, long stride) {
        return Math.max(1, accesses / l1.setsMet(stride));
    }
}
