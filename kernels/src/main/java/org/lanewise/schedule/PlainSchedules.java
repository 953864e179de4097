package org.lanewise.schedule;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/** The candidates for the default schedule of a workload. */
final class PlainSchedules {
    private static final List<Integer> TILES = List.of(4, 2, 1);

    /** Columns of a tile whose taps are rolled: each weight is loaded for many sums. */
    private static final List<Integer> ROLLED_TILES = List.of(7, 4, 2, 1);

    /**
     * The same for large filters in vectors of 512 bits, of which processors have 32 registers. Of
     * a 3x3 so many columns save little, and leave more over at the borders.
     */
    private static final List<Integer> WIDE_ROLLED_TILES = List.of(14, 7, 4, 2, 1);

    /** Channel units of a task where they are the innermost loop: half a kilobyte of each pixel. */
    private static final int UNITS_INSIDE = 8;

    /** Taps of a 3x3; of more, C2 spills the weights. */
    private static final int MOST_TAPS = 9;

    private PlainSchedules() {}

    /**
     * In the order of preference. Channels are innermost where pixels crowd into a few sets of the
     * cache. Elsewhere rows slide where sums and weights fit into registers together; otherwise a
     * tap loop is rolled, because C2 spills what is larger. Both are rolled, and NCHW transposed,
     * at need only.
     */
    static List<Schedule> of(Workload workload, int maxVectorBits, List<Access> accesses) {
        List<Schedule> plain = new ArrayList<>(channelsInside(workload, maxVectorBits, accesses));
        List<Integer> widths = Knobs.vectorWidths(workload, maxVectorBits).reversed();
        for (VectorAxis axis : Knobs.axes(workload)) {
            for (Access access : accesses) {
                for (Unroll unroll : List.of(Unroll.SLIDE, Unroll.COLUMNS, Unroll.NONE)) {
                    for (int tile : tiles(workload, unroll, maxVectorBits)) {
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
     * Where the vectors of a channel unit share a few sets of the first cache, outputs throw each
     * other out of it, and a kernel that goes along the plane waits for every store. It is 1.1 to
     * 3.5 times as fast with the channel units, which are neighbours in memory, in its innermost
     * loop.
     */
    private static List<Schedule> channelsInside(
            Workload workload, int maxVectorBits, List<Access> accesses) {
        if (!CacheSets.crowded(workload)) {
            return List.of();
        }
        List<Schedule> plain = new ArrayList<>();
        for (Access access : accesses) {
            if (taps(workload) > MOST_TAPS) {
                plain.add(inside(maxVectorBits, 2, 4, 1, Unroll.COLUMNS, access));
            } else if (workload.stride().h() > 1) {
                // With a stride rows share little, so two units share the loops instead.
                plain.add(inside(maxVectorBits, 4, 1, 2, Unroll.TAPS, access));
            } else {
                plain.add(inside(maxVectorBits, 4, 2, 1, Unroll.TAPS, access));
            }
        }
        return plain;
    }

    private static Schedule inside(
            int bits, int tileH, int tileW, int tileC, Unroll unroll, Access access) {
        return new Schedule(
                VectorAxis.CHANNELS,
                bits,
                UNITS_INSIDE,
                tileH,
                tileW,
                tileC,
                LoopOrder.HWC,
                unroll,
                Weights.RELOADED,
                access,
                Borders.PEELED);
    }

    private static List<Integer> tiles(Workload workload, Unroll unroll, int maxVectorBits) {
        if (unroll != Unroll.COLUMNS) {
            return TILES;
        }
        return maxVectorBits == 512 && taps(workload) > MOST_TAPS
                ? WIDE_ROLLED_TILES
                : ROLLED_TILES;
    }

    private static boolean spills(Workload workload) {
        long sums = (long) Sweep.rowsInFlight(workload) * TILES.getFirst();
        return sums + taps(workload) > Rules.VECTOR_REGISTERS;
    }

    private static long taps(Workload workload) {
        return (long) workload.kernel().h() * workload.kernel().w();
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
