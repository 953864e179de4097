package org.lanewise.schedule;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/** The candidates for the default schedule of a workload. */
final class PlainSchedules {
    private static final int[] TILES = {4, 2, 1};

    /** Columns of a tile of two channel units; of four, C2 spills some sums in some JVMs. */
    private static final int PAIRED_TILE = 3;

    /** Half of the vector registers; the next rows' sums take half as many again. */
    private static final int MOST_PAIRED_SUMS = 16;

    private PlainSchedules() {}

    /**
     * In the order of preference. Two channel units go side by side where that pays. Rows slide
     * where sums and weights fit into registers together; otherwise a tap loop is rolled, because
     * C2 spills what is larger. Both are rolled, and NCHW transposed, at need only.
     */
    static List<Schedule> of(Workload workload, int maxVectorBits, List<Access> accesses) {
        List<Schedule> plain = new ArrayList<>(pairs(workload, maxVectorBits, accesses));
        List<Integer> widths = Knobs.vectorWidths(workload, maxVectorBits).reversed();
        for (VectorAxis axis : Knobs.axes(workload)) {
            for (Access access : accesses) {
                for (Unroll unroll : List.of(Unroll.SLIDE, Unroll.COLUMNS, Unroll.NONE)) {
                    for (int tile : TILES) {
                        for (int bits : widths) {
                            plain.add(plain(axis, bits, tile, unroll, access));
                        }
                    }
                }
            }
        }
        plain.removeIf(schedule -> schedule.unroll() == Unroll.SLIDE && spills(workload));
        return plain;
    }

    /**
     * Where input vectors share a few sets of the first cache and a stride leaves little to reuse,
     * two channel units side by side are 1.2 to 1.9 times as fast as one.
     */
    private static List<Schedule> pairs(
            Workload workload, int maxVectorBits, List<Access> accesses) {
        boolean pays =
                CacheSets.crowded(workload)
                        && workload.stride().h() > 1
                        && Sweep.rowsInFlight(workload) * PAIRED_TILE * 2 <= MOST_PAIRED_SUMS;
        if (!pays) {
            return List.of();
        }
        return accesses.stream()
                .map(access ->
                        new Schedule(
                                VectorAxis.CHANNELS,
                                maxVectorBits,
                                2,
                                1,
                                PAIRED_TILE,
                                2,
                                LoopOrder.CWH,
                                Unroll.SLIDE,
                                Weights.RELOADED,
                                access,
                                Borders.PEELED))
                .toList();
    }

    private static boolean spills(Workload workload) {
        long weights = (long) workload.kernel().h() * workload.kernel().w();
        return (long) Sweep.rowsInFlight(workload) * TILES[0] + weights > Rules.VECTOR_REGISTERS;
    }

    /** What breaks no rule unless every schedule does. */
    static Schedule plainest(Workload workload) {
        return plain(axis(workload), 128, 1, Unroll.NONE, Access.CHECKED);
    }

    /** The widest vectors along the axis that works without transposing. */
    static Schedule widest(Workload workload, int maxVectorBits) {
        List<Integer> widths = Knobs.vectorWidths(workload, maxVectorBits);
        int bits = widths.isEmpty() ? 128 : widths.getLast();
        return plain(axis(workload), bits, 1, Unroll.NONE, Access.CHECKED);
    }

    private static VectorAxis axis(Workload workload) {
        return workload.layout() == Layout.NCHW ? VectorAxis.WIDTH : VectorAxis.CHANNELS;
    }

    private static Schedule plain(
            VectorAxis axis, int bits, int tile, Unroll unroll, Access access) {
        boolean slides = unroll == Unroll.SLIDE;
        return new Schedule(
                axis,
                bits,
                1,
                1,
                axis == VectorAxis.WIDTH ? 1 : tile,
                1,
                slides ? LoopOrder.CWH : LoopOrder.CHW,
                unroll,
                slides ? Weights.HELD : Weights.RELOADED,
                access,
                Borders.PEELED);
    }
}
