package org.lanewise.schedule;

import java.util.List;
import org.lanewise.target.Target;

/**
 * What the method of a {@link Sweep} reads: rows before the loop, once more for a band that begins
 * further down, the loop, and output rows outside it, each with the weights it uses.
 *
 * @param reading rows read, and what they are added to
 * @param fencedRows rows whose products are fenced off, one filter column from the next
 * @param weightRows rows of weights loaded
 * @param outputRows output rows written out
 */
record SweepWork(Sweep.Reading reading, long fencedRows, long weightRows, long outputRows) {
    /** Output rows outside the loop; so many stores alone are beyond the limit. */
    private static final int MOST_SINGLE_ROWS = Target.METHOD_LIMIT / Bytecodes.STORE;

    static Work of(Plan plan, Sweep sweep) {
        List<Reach> columns = plan.columnCut().met(plan.movesSums());
        Reach busiest = columns.get(plan.columnCut().busiest());
        long weightRows = plan.schedule().weights() == Weights.HELD ? 0 : sweep.kernel();
        TileWork tile =
                TileWork.of(sweep.iteration(), sweep.rows(), weightRows * sweep.rows(), busiest);
        int singles = sweep.outputs() - sweep.looped();
        if (singles > MOST_SINGLE_ROWS) {
            return Work.tooLarge(tile);
        }
        SweepWork code = of(plan, sweep, singles);
        long largest = 0;
        long all = 0;
        for (Reach column : columns) {
            long bytecodes = code.bytecodes(plan, sweep, column);
            largest = Math.max(largest, bytecodes);
            all += bytecodes;
        }
        return new Work(tile, largest, all, 1);
    }

    private static SweepWork of(Plan plan, Sweep sweep, int singles) {
        boolean banded = plan.tasks().bands() > 1;
        Sweep.Reading before = sweep.reading(-sweep.padding(), 0, sweep.shared(), sweep.outputs());
        Sweep.Reading reading =
                sweep.iteration()
                        .plus(before)
                        .plus(sweep.reading(0, 0, banded ? sweep.shared() : 0, Integer.MAX_VALUE));
        long weightRows =
                (long) sweep.kernel() * sweep.rows()
                        + before.uses()
                        + (banded ? sweep.kernel() : 0);
        long fencedRows = sweep.iteration().rows();
        for (int i = 0; i < singles; i++) {
            Sweep.Reading single = sweep.single(i < sweep.above() ? i : sweep.looped() + i);
            reading = reading.plus(single);
            fencedRows += single.rows();
            weightRows += single.uses();
        }
        boolean held = plan.schedule().weights() == Weights.HELD;
        return new SweepWork(
                reading,
                held ? 0 : fencedRows,
                held ? sweep.kernel() : weightRows,
                (long) sweep.rows() + singles);
    }

    private long bytecodes(Plan plan, Sweep sweep, Reach columns) {
        long carried = (long) sweep.carried() * columns.outputs();
        int mask = plan.fillsInPart() ? Bytecodes.MASK : 0;
        return TileWork.of(reading, outputRows, weightRows, columns)
                .bytecodes(
                        plan,
                        carried * (Bytecodes.START + Bytecodes.HAND_ON * outputRows)
                                + fencedRows
                                        * Math.max(0, columns.taps() - 1)
                                        * (Bytecodes.STORE + mask));
    }
}
