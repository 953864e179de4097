package org.lanewise.schedule;

import org.lanewise.workload.Epilogue;

/**
 * What is written out in the code of one register tile, or of the rows of a sweep, in vectors of
 * one channel unit.
 *
 * @param outputs outputs completed and stored
 * @param inputRows input rows
 * @param loads input vectors loaded
 * @param selects vectors made of two others
 * @param moves sums moved to their lanes
 * @param weights weights loaded
 * @param products multiply-adds
 */
public record TileWork(
        long outputs,
        long inputRows,
        long loads,
        long selects,
        long moves,
        long weights,
        long products) {

    static TileWork of(Reach rows, Reach columns) {
        return new TileWork(
                (long) rows.outputs() * columns.outputs(),
                rows.inputs(),
                (long) rows.inputs() * columns.loads(),
                (long) rows.inputs() * columns.selects(),
                (long) rows.outputs() * columns.moves(),
                (long) rows.taps() * columns.taps(),
                (long) rows.uses() * columns.uses());
    }

    /** Rows of a sweep, read by all columns of a tile. */
    static TileWork of(Sweep.Reading rows, long outputRows, long weightRows, Reach columns) {
        return new TileWork(
                outputRows * columns.outputs(),
                rows.rows(),
                (long) rows.rows() * columns.loads(),
                (long) rows.rows() * columns.selects(),
                outputRows * columns.moves(),
                weightRows * columns.taps(),
                (long) rows.uses() * columns.uses());
    }

    /**
     * Bytecodes of a method that holds this, the loops around it and the epilogue, at the most.
     *
     * @param extra bytecodes of what else it does
     */
    long bytecodes(Plan plan, long extra) {
        Schedule schedule = plan.schedule();
        Epilogue epilogue = plan.workload().epilogue();
        long units = schedule.tileC();
        long spreads = plan.spreads() ? loads : 0;
        long locals = units * (loads + selects + spreads + moves + weights + outputs);
        // Held weights come first, others as late as the loads they are multiplied with.
        int wideOperands = schedule.weights() == Weights.HELD ? 1 : 2;
        long operands =
                units
                        * (loads
                                + 3 * selects
                                + 2 * spreads
                                + 3 * moves
                                + weights
                                + wideOperands * products);
        long wide = Math.max(0, locals - Bytecodes.NARROW_LOCALS);
        int bounds = (epilogue.clampsLow() ? 1 : 0) + (epilogue.clampsHigh() ? 1 : 0);
        int mask = plan.fillsInPart() ? Bytecodes.MASK : 0;
        long each =
                outputs
                                * (Bytecodes.START
                                        + Bytecodes.STORE
                                        + mask
                                        + (plan.hasFilling() ? Bytecodes.KEEP : 0)
                                        + bounds * Bytecodes.BOUND)
                        + loads * (Bytecodes.LOAD + mask)
                        + selects * Bytecodes.SELECT
                        + moves * Bytecodes.MOVE
                        + spreads * Bytecodes.SPREAD
                        + weights * (schedule.alongWidth() ? Bytecodes.BROADCAST : Bytecodes.LOAD)
                        + products
                                * (plan.target().fma()
                                        ? Bytecodes.MULTIPLY_ADD
                                        : Bytecodes.MULTIPLY_THEN_ADD);
        return Bytecodes.FRAME
                + units * (each + extra)
                + (locals == 0 ? 0 : Bytecodes.WIDE_OPERAND * operands * wide / locals);
    }
}
