package org.lanewise.tuner.features;

import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.Sweep;
import org.lanewise.schedule.Unroll;
import org.lanewise.schedule.VectorAxis;
import org.lanewise.schedule.Weights;
import org.lanewise.workload.Workload;

/**
 * Work of one full register tile, in vector operations.
 *
 * @param outputs output vectors completed
 * @param accumulators output vectors held in registers, those begun for later tiles too
 * @param taps filter taps
 * @param inputRows distinct input rows loaded
 * @param inputColumns distinct input vectors in a row
 * @param inputLoads input loads executed; rolled tap loops load what unrolled ones would share
 * @param weightLoads weight loads executed, on average
 * @param registers accumulators, weights and one input
 * @param codeFmas multiply-adds written out in the code
 * @param codeLoads loads written out in the code
 */
record TileWork(
        int outputs,
        int accumulators,
        int taps,
        int inputRows,
        int inputColumns,
        int inputLoads,
        double weightLoads,
        int registers,
        int codeFmas,
        int codeLoads) {
    // Fitted to a generated 2x6 tile of a 3x3, which has about 2,300 bytecodes.
    private static final int BYTECODES_FMA = 12;
    private static final int BYTECODES_LOAD = 20;
    private static final int BYTECODES_STORE = 16;

    static TileWork of(Workload workload, Schedule schedule) {
        int kh = workload.kernel().h();
        int kw = workload.kernel().w();
        int taps = kh * kw;
        boolean slides = schedule.unroll() == Unroll.SLIDE;
        int units = schedule.tileC();
        int outputs = schedule.accumulators();
        int accumulators = Sweep.accumulators(workload, schedule);
        boolean rollsRows = schedule.unroll().rollsRows();
        boolean rollsColumns = schedule.unroll().rollsColumns();
        int rows =
                slides
                        ? schedule.tileH() * workload.stride().h()
                        : distinct(
                                schedule.tileH(),
                                workload.stride().h(),
                                kh,
                                workload.dilation().h());
        int columns = inputColumns(workload, schedule);
        int rowsLoaded = rollsRows ? kh * schedule.tileH() : rows;
        int columnsLoaded = rollsColumns ? kw * schedule.tileW() : columns;
        boolean held = schedule.weights() == Weights.HELD;
        int inputLoads = rowsLoaded * columnsLoaded * units;
        int loads = inputLoads + (held ? 0 : taps * units);
        int repeats = (rollsRows ? kh : 1) * (rollsColumns ? kw : 1);
        return new TileWork(
                outputs,
                accumulators,
                taps,
                rows,
                columns,
                inputLoads,
                (held ? heldLoads(workload, schedule, taps) : taps) * units,
                accumulators + (held ? taps * units : 1) + 1,
                outputs * taps / repeats,
                Math.ceilDiv(loads, repeats));
    }

    /**
     * Input positions that {@code tile} outputs of one dimension meet; gaps of a dilated filter are
     * not loaded.
     */
    private static int distinct(int tile, int stride, int kernel, int dilation) {
        return Math.min((tile - 1) * stride + (kernel - 1) * dilation + 1, tile * kernel);
    }

    private static int inputColumns(Workload workload, Schedule schedule) {
        int kw = workload.kernel().w();
        int stride = workload.stride().w();
        return switch (schedule.axis()) {
            case CHANNELS -> distinct(schedule.tileW(), stride, kw, workload.dilation().w());
            // Shifted vectors share no load; the pixels of as many taps as the stride come with as
            // many loads.
            case WIDTH -> schedule.tileW() * Math.ceilDiv(kw, stride) * stride;
        };
    }

    /** Held weights are loaded again whenever the channel changes. */
    private static double heldLoads(Workload workload, Schedule schedule, int taps) {
        if (schedule.channelBlock() == 1) {
            return 0;
        }
        return switch (schedule.order()) {
            case CHW, CWH -> 0;
            case HCW ->
                    taps / Math.max(1.0, (double) columns(workload, schedule) / schedule.tileW());
            case HWC -> taps;
        };
    }

    private static int columns(Workload workload, Schedule schedule) {
        int width = workload.output().w();
        return schedule.axis() == VectorAxis.WIDTH ? Math.ceilDiv(width, schedule.lanes()) : width;
    }

    int fmas() {
        return outputs * taps;
    }

    /** Estimated bytecodes of the tile's code. */
    int bytecodes() {
        return codeFmas * BYTECODES_FMA + codeLoads * BYTECODES_LOAD + outputs * BYTECODES_STORE;
    }

    /** Registers needed beyond a file of {@code available}. */
    int spilled(int available) {
        return Math.max(0, registers - available);
    }
}
