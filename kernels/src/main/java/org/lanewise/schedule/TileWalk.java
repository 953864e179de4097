package org.lanewise.schedule;

import java.util.List;

/** Outputs in register tiles, whose rows and columns are cut into {@link Region}s. */
public record TileWalk() implements Walk {
    @Override
    public Work work(Plan plan) {
        Cut rows = plan.rowCut();
        Cut columns = plan.columnCut();
        List<Reach> metByRows = rows.met(false);
        List<Reach> metByColumns = columns.met(plan.movesSums());
        long largest = rows.whole() && columns.whole() ? 0 : Work.TOO_LARGE;
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

    @Override
    public int sums(Plan plan) {
        return plan.schedule().accumulators();
    }

    @Override
    public int rowTiles(Plan plan) {
        return plan.rowRegions().stream().mapToInt(Region::count).sum();
    }

    @Override
    public int mostBands(Plan plan) {
        return rowTiles(plan);
    }

    @Override
    public String words(Plan plan) {
        int rows = plan.schedule().tileH();
        return rows == 1
                ? "The innermost code computes one output row at a time."
                : "The innermost code computes "
                        + rows
                        + " output rows at once, which share the input rows between them.";
    }

    @Override
    public boolean tilesRows() {
        return true;
    }
}
