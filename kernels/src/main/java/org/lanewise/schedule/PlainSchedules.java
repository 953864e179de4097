package org.lanewise.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
     * In the order of preference. Tiles of several rows come first where they pay. Elsewhere rows
     * slide where their sums fit into registers; otherwise a tap loop is rolled, because C2 spills
     * what is larger. Both are rolled, and NCHW transposed, at need only.
     */
    static List<Schedule> of(Workload workload, int maxVectorBits, List<Access> accesses) {
        List<Schedule> plain = new ArrayList<>();
        for (Access access : accesses) {
            tiled(workload, maxVectorBits, access).ifPresent(plain::add);
        }
        List<Integer> widths = Knobs.vectorWidths(workload, maxVectorBits).reversed();
        for (VectorAxis axis : Knobs.axes(workload)) {
            for (Access access : accesses) {
                for (Unroll unroll : List.of(Unroll.SLIDE, Unroll.COLUMNS, Unroll.NONE)) {
                    Weights weights = weights(workload, unroll);
                    for (int tile : tiles(workload, unroll, maxVectorBits)) {
                        for (int bits : widths) {
                            plain.add(plain(axis, bits, tile, unroll, weights, access));
                        }
                    }
                }
            }
        }
        plain.removeIf(schedule -> schedule.unroll() == Unroll.SLIDE && spills(workload));
        return plain;
    }

    private static Optional<Schedule> tiled(Workload workload, int maxVectorBits, Access access) {
        boolean few = taps(workload) <= MOST_TAPS;
        boolean strided = workload.stride().h() > 1;
        if (CacheSets.crowded(workload)) {
            return Optional.of(channelsInside(maxVectorBits, few, strided, access));
        }
        // With a stride rows share little, and a sweep has few products between its loads. The tile
        // takes the 32 registers of processors with vectors of 512 bits.
        return maxVectorBits == 512 && few && strided && workload.layout() != Layout.NCHW
                ? Optional.of(
                        tile(
                                widestBits(workload, 512),
                                1,
                                4,
                                4,
                                1,
                                LoopOrder.CHW,
                                Unroll.TAPS,
                                access))
                : Optional.empty();
    }

    /**
     * Where the vectors of a channel unit share a few sets of the first cache, outputs throw each
     * other out of it, and a kernel that goes along the plane waits for every store. A 3x3 is 1.3
     * to 3.3 times as fast with the channel units, which are neighbours in memory, in its innermost
     * loop.
     */
    private static Schedule channelsInside(int bits, boolean few, boolean strided, Access access) {
        if (!few) {
            return tile(bits, UNITS_INSIDE, 2, 4, 1, LoopOrder.HWC, Unroll.COLUMNS, access);
        }
        // With a stride rows share little, so two units share the loops instead.
        return strided
                ? tile(bits, UNITS_INSIDE, 4, 1, 2, LoopOrder.HWC, Unroll.TAPS, access)
                : tile(bits, UNITS_INSIDE, 4, 2, 1, LoopOrder.HWC, Unroll.TAPS, access);
    }

    private static Schedule tile(
            int bits,
            int block,
            int tileH,
            int tileW,
            int tileC,
            LoopOrder order,
            Unroll unroll,
            Access access) {
        return new Schedule(
                VectorAxis.CHANNELS,
                bits,
                block,
                tileH,
                tileW,
                tileC,
                order,
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

    /** Rows that slide have their weights in registers, too, where these are enough for both. */
    private static Weights weights(Workload workload, Unroll unroll) {
        return unroll == Unroll.SLIDE && sums(workload) + taps(workload) <= Rules.VECTOR_REGISTERS
                ? Weights.HELD
                : Weights.RELOADED;
    }

    /** Whether rows that slide leave no registers for the pixels of a row, and one for a weight. */
    private static boolean spills(Workload workload) {
        return sums(workload) + TILES.getFirst() + 2 > Rules.VECTOR_REGISTERS;
    }

    private static long sums(Workload workload) {
        return (long) Sweep.rowsInFlight(workload) * TILES.getFirst();
    }

    private static long taps(Workload workload) {
        return (long) workload.kernel().h() * workload.kernel().w();
    }

    /** What breaks no rule unless every schedule does. */
    static Schedule plainest(Workload workload) {
        return plainest(workload, 128);
    }

    /** The widest vectors along the axis that works without transposing. */
    static Schedule widest(Workload workload, int maxVectorBits) {
        return plainest(workload, widestBits(workload, maxVectorBits));
    }

    private static Schedule plainest(Workload workload, int bits) {
        return plain(axis(workload), bits, 1, Unroll.NONE, Weights.RELOADED, Access.CHECKED);
    }

    private static int widestBits(Workload workload, int maxVectorBits) {
        List<Integer> widths = Knobs.vectorWidths(workload, maxVectorBits);
        return widths.isEmpty() ? 128 : widths.getLast();
    }

    private static VectorAxis axis(Workload workload) {
        return workload.layout() == Layout.NCHW ? VectorAxis.WIDTH : VectorAxis.CHANNELS;
    }

    private static Schedule plain(
            VectorAxis axis, int bits, int tile, Unroll unroll, Weights weights, Access access) {
        return new Schedule(
                axis,
                bits,
                1,
                1,
                axis == VectorAxis.WIDTH ? 1 : tile,
                1,
                unroll == Unroll.SLIDE ? LoopOrder.CWH : LoopOrder.CHW,
                unroll,
                weights,
                access,
                Borders.PEELED);
    }
}
