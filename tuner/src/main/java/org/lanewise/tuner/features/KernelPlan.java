package org.lanewise.tuner.features;

import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.VectorAxis;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/**
 * What a kernel will do, counted once and read by all features.
 *
 * @param workload what is computed
 * @param schedule how
 * @param out height and width of the output
 * @param rows how the output rows are tiled
 * @param columns how the output columns (or vectors of columns) are tiled
 * @param tile work of one full tile
 * @param footprint bytes each loop level touches
 */
record KernelPlan(
        Workload workload,
        Schedule schedule,
        Size out,
        TiledDimension rows,
        TiledDimension columns,
        TileWork tile,
        Footprint footprint) {

    static KernelPlan of(Workload workload, Schedule schedule) {
        Size out = workload.output();
        TileWork tile = TileWork.of(workload, schedule);
        return new KernelPlan(
                workload,
                schedule,
                out,
                TiledDimension.rows(workload, schedule, out.h()),
                TiledDimension.columns(workload, schedule, out.w()),
                tile,
                Footprint.of(workload, schedule, out, tile));
    }

    boolean alongWidth() {
        return schedule.axis() == VectorAxis.WIDTH;
    }

    /**
     * Share of the lanes computed that hold wanted outputs: tails of rows or of channels leave
     * lanes idle.
     */
    double laneEfficiency() {
        int lanes = schedule.lanes();
        int useful = alongWidth() ? out.w() : workload.outputChannels();
        int computed =
                alongWidth() ? columns.positions() * lanes : Math.ceilDiv(useful, lanes) * lanes;
        return (double) useful / computed;
    }

    /**
     * Bytecodes of all regions together; every pair of a row region and a column region is
     * generated once.
     */
    double methodBytecodes() {
        return (double) tile.bytecodes() * rows.regions() * columns.regions();
    }

    /**
     * Share of the outputs that the full, border-free tile computes; the rest runs in smaller or
     * masked code.
     */
    double interiorShare() {
        return rows.interiorShare() * columns.interiorShare();
    }
}
