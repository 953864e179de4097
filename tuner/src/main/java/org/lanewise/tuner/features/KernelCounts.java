package org.lanewise.tuner.features;

import static org.lanewise.schedule.Dimension.CHANNELS;
import static org.lanewise.schedule.Dimension.COLUMNS;
import static org.lanewise.schedule.Dimension.ROWS;

import org.lanewise.schedule.LoopOrder;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.TileWork;
import org.lanewise.schedule.Weights;
import org.lanewise.schedule.Work;
import org.lanewise.workload.Line;
import org.lanewise.workload.Workload;

/**
 * What a kernel will do, read off its plan once and by all features.
 *
 * @param plan the kernel
 * @param rows how the output rows are tiled
 * @param columns how the output columns (or vectors of columns) are tiled
 * @param inputRows distinct input rows that one tile meets
 * @param inputColumns distinct input columns, or vectors in a row, likewise
 * @param footprint bytes each loop level touches
 */
record KernelCounts(
        Plan plan,
        Tiles rows,
        Tiles columns,
        double inputRows,
        double inputColumns,
        Footprint footprint) {

    static KernelCounts of(Plan plan) {
        Schedule schedule = plan.schedule();
        Line rows = plan.rows();
        double inputRows =
                plan.walk().tilesRows()
                        ? rows.distinctInputs(schedule.tileH(), rows.kernel(), rows.stride())
                        : (double) schedule.tileH() * rows.stride();
        double inputColumns = inputColumns(plan);
        return new KernelCounts(
                plan,
                Tiles.of(plan.rowRegions(), plan.rowsOfTile(), rows.kernel()),
                Tiles.of(plan.columnRegions(), plan.positionsOfTile(), plan.columns().kernel()),
                inputRows,
                inputColumns,
                Footprint.of(plan, inputRows, inputColumns));
    }

    /** Shifted vectors along the width share no load. */
    private static double inputColumns(Plan plan) {
        Line columns = plan.columns();
        long step =
                columns.stride() * (plan.schedule().alongWidth() ? plan.schedule().lanes() : 1L);
        return columns.distinctInputs(plan.schedule().tileW(), columns.kernel(), step);
    }

    Workload workload() {
        return plan.workload();
    }

    Schedule schedule() {
        return plan.schedule();
    }

    Work work() {
        return plan.work();
    }

    private TileWork tile() {
        return work().tile();
    }

    boolean alongWidth() {
        return schedule().alongWidth();
    }

    /** Output vectors that a tile completes. */
    double outputs() {
        return (double) tile().outputs() * schedule().tileC();
    }

    /** Multiply-adds that a tile executes. */
    double fmas() {
        return Math.max(1.0, (double) tile().products() * work().repeats() * schedule().tileC());
    }

    /** Input loads that a tile executes; rolled tap loops load again what unrolled ones share. */
    double inputLoads() {
        return (double) tile().loads() * work().repeats() * schedule().tileC();
    }

    /** Weight loads that a tile executes, on average. */
    double weightLoads() {
        return schedule().weights() == Weights.HELD
                ? heldLoads() * schedule().tileC()
                : (double) workload().taps() * schedule().tileC();
    }

    /** Held weights are loaded again whenever the channel changes. */
    private double heldLoads() {
        if (schedule().channelBlock() == 1) {
            return 0;
        }
        LoopOrder order = schedule().order();
        if (order.channelsOutermost()) {
            return 0;
        }
        double taps = workload().taps();
        if (order.inside(COLUMNS, CHANNELS)) {
            return taps / Math.max(1.0, (double) columns.positions() / schedule().tileW());
        }
        return order.inside(ROWS, CHANNELS)
                ? taps / Math.max(1.0, (double) rows.positions() / schedule().tileH())
                : taps;
    }

    /** Accumulators, weights and one input. */
    long registers() {
        boolean held = schedule().weights() == Weights.HELD;
        return plan.accumulators() + (held ? workload().taps() * schedule().tileC() : 1) + 1;
    }

    /** Registers needed beyond a file of {@code available}. */
    long spilled(int available) {
        return Math.max(0, registers() - available);
    }

    /**
     * Share of the lanes computed that hold wanted outputs: tails of rows or of channels leave
     * lanes idle.
     */
    double laneEfficiency() {
        int lanes = schedule().lanes();
        int useful = plan.outputsAcross();
        return (double) useful / ((double) Math.ceilDiv(useful, lanes) * lanes);
    }

    /**
     * Share of the outputs that the full, border-free tile computes; the rest runs in smaller or
     * masked code.
     */
    double interiorShare() {
        return rows.interiorShare() * columns.interiorShare();
    }
}
