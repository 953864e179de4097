package org.lanewise.schedule;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/** The candidates for the default schedule of a workload. */
final class PlainSchedules {
    private static final int[] TILES = {4, 2, 1};

    private PlainSchedules() {}

    /** In the order of preference. Both tap loops are rolled, and NCHW transposed, at need only. */
    static List<Schedule> of(Workload workload, int maxVectorBits, List<Access> accesses) {
        List<Schedule> plain = new ArrayList<>();
        List<Integer> widths = Knobs.vectorWidths(workload, maxVectorBits).reversed();
        for (VectorAxis axis : Knobs.axes(workload)) {
            for (Access access : accesses) {
                for (Unroll unroll : List.of(Unroll.COLUMNS, Unroll.NONE)) {
                    for (int tile : TILES) {
                        for (int bits : widths) {
                            plain.add(plain(axis, bits, tile, unroll, access));
                        }
                    }
                }
            }
        }
        return plain;
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
        return new Schedule(
                axis,
                bits,
                1,
                1,
                axis == VectorAxis.WIDTH ? 1 : tile,
                LoopOrder.CHW,
                unroll,
                Weights.RELOADED,
                access,
                Borders.PEELED);
    }
}
