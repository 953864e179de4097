package org.lanewise.schedule;

import java.util.List;
import org.lanewise.target.Target;

/**
 * What a kernel does, counted on the regions that it is generated from: the rule about the size of
 * methods and the cost model's features read the same numbers.
 *
 * @param tile the tile that computes most outputs
 * @param largestMethod bytecodes of the largest method, at the most
 * @param allMethods bytecodes of all of them
 * @param repeats how often the code of the tile runs for its outputs: once for each tap of a loop
 */
public record Work(TileWork tile, long largestMethod, long allMethods, int repeats) {
    /** Output rows outside the loop of a sweep; so many stores alone are beyond the limit. */
    private static final int MOST_SINGLE_ROWS = Target.METHOD_LIMIT / Bytecodes.STORE;

    private static final long TOO_LARGE = Target.METHOD_LIMIT + 1L;

    /** Counts a plan's regions. */
    static Work of(Plan plan) {
        return plan.writesPlanes() ? plane(plan) : plan.slides() ? sweeping(plan) : tiled(plan);
    }

    private static Work plane(Plan plan) {
        Plane plane = plan.plane();
        if (!plane.fits()) {
            return new Work(new TileWork(1, 1, 1, 0, 0, 1, 1), TOO_LARGE, TOO_LARGE, 1);
        }
        TileWork all = plane.work();
        long bytecodes = all.bytecodes(plan, plane.before());
        return new Work(all, bytecodes, bytecodes, 1);
    }

    private static Work tiled(Plan plan) {
        Cut rows = plan.rowCut();
        Cut columns = plan.columnCut();
        List<Reach> metByRows = rows.met(false);
        List<Reach> metByColumns = columns.met(plan.movesSums());
        long largest = rows.whole() && columns.whole() ? 0 : TOO_LARGE;
        long all = largest;
        for (Reach row : metByRows) {
            for (Reach column : metByColumns) {
                long bytecodes = TileWork.of(row, column).bytecodes(plan, 0);
                largest = Math.max(largest, bytecodes);
                all += bytecodes;
            }
        }
        return new Work(
                TileWork.of(metByRows.get(rows.busiest()), metByColumns.get(columns.busiest())),
                largest,
                all,
                repeats(rows, plan.rows().kernel()) * repeats(columns, plan.columns().kernel()));
    }

    private static int repeats(Cut cut, int kernel) {
        Region busiest = cut.regions().get(cut.busiest());
        return busiest.taps() == Region.Taps.UNROLLED ? 1 : kernel;
    }

    /**
     * A sweep: rows before the loop, once more for a band that begins further down, the loop, and
     * output rows outside it, each with the weights it uses.
     */
    private static Work sweeping(Plan plan) {
        Sweep sweep = plan.sweep();
        List<Reach> columns = plan.columnCut().met(plan.movesSums());
        Reach busiest = columns.get(plan.columnCut().busiest());
        long weightRows = plan.schedule().weights() == Weights.HELD ? 0 : sweep.kernel();
        TileWork tile =
                TileWork.of(sweep.iteration(), sweep.rows(), weightRows * sweep.rows(), busiest);
        int singles = sweep.outputs() - sweep.looped();
        if (singles > MOST_SINGLE_ROWS) {
            return new Work(tile, TOO_LARGE, TOO_LARGE, 1);
        }
        SweepCode code = SweepCode.of(plan, sweep, singles);
        long largest = 0;
        long all = 0;
        for (Reach column : columns) {
            long bytecodes = code.bytecodes(plan, column);
            largest = Math.max(largest, bytecodes);
            all += bytecodes;
        }
        return new Work(tile, largest, all, 1);
    }

    /**
     * The rows that a sweep's method reads.
     *
     * @param reading rows read, and what they are added to
     * @param fencedRows rows whose products are fenced off, one filter column from the next
     * @param weightRows rows of weights loaded
     * @param outputRows output rows written out
     */
    private record SweepCode(
            Sweep.Reading reading, long fencedRows, long weightRows, long outputRows) {
        static SweepCode of(Plan plan, Sweep sweep, int singles) {
            boolean banded = plan.tasks().bands() > 1;
            Sweep.Reading before =
                    sweep.reading(-sweep.padding(), 0, sweep.shared(), sweep.outputs());
            Sweep.Reading reading =
                    sweep.iteration()
                            .plus(before)
                            .plus(
                                    sweep.reading(
                                            0, 0, banded ? sweep.shared() : 0, Integer.MAX_VALUE));
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
            return new SweepCode(
                    reading,
                    held ? 0 : fencedRows,
                    held ? sweep.kernel() : weightRows,
                    (long) sweep.rows() + singles);
        }

        long bytecodes(Plan plan, Reach columns) {
            long carried = (long) plan.sweep().carried() * columns.outputs();
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
}
