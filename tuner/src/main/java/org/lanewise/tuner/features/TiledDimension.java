package org.lanewise.tuner.features;

import org.lanewise.schedule.Image;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.VectorAxis;
import org.lanewise.workload.Workload;

/**
 * How one output dimension falls into border, full tiles and remainder.
 *
 * @param positions output rows, columns, or vectors of columns
 * @param tile positions of one tile
 * @param low positions at the beginning that meet padding
 * @param high positions at the end that meet padding or an idle lane
 * @param rolled whether the tap loop is rolled, so that border positions run one by one outside the
 *     tiles
 */
record TiledDimension(int positions, int tile, int low, int high, boolean rolled) {

    static TiledDimension rows(Workload workload, Schedule schedule, int out) {
        Image image = Image.of(workload, schedule);
        return of(
                new Line(
                        image.size().h(),
                        out,
                        workload.kernel().h(),
                        workload.stride().h(),
                        workload.dilation().h(),
                        image.top()),
                1,
                schedule.tileH(),
                schedule.unroll().rollsRows());
    }

    static TiledDimension columns(Workload workload, Schedule schedule, int out) {
        Image image = Image.of(workload, schedule);
        return of(
                new Line(
                        image.size().w(),
                        out,
                        workload.kernel().w(),
                        workload.stride().w(),
                        workload.dilation().w(),
                        image.left()),
                schedule.axis() == VectorAxis.WIDTH ? schedule.lanes() : 1,
                schedule.tileW(),
                schedule.unroll().rollsColumns());
    }

    private record Line(int in, int out, int kernel, int stride, int dilation, int before) {}

    private static TiledDimension of(Line line, int vector, int tile, boolean rolled) {
        int positions = Math.ceilDiv(line.out, vector);
        int step = line.stride * vector;
        int low = Math.min(positions, Math.ceilDiv(line.before, step));
        // The last position whose last lane's last tap still meets the image ends the interior.
        long room =
                (long) line.in
                        - 1
                        + line.before
                        - (line.kernel - 1L) * line.dilation
                        - (vector - 1L) * line.stride;
        long complete =
                Math.clamp(Math.floorDiv(room, step) + 1, low, Math.max(low, line.out / vector));
        return new TiledDimension(positions, tile, low, (int) (positions - complete), rolled);
    }

    /** Positions left for the full tiles. */
    private int interior() {
        return rolled ? positions - low - high : positions;
    }

    /** Share of the positions that do not fill a tile. */
    double remainderShare() {
        return (double) (interior() % tile) / positions;
    }

    /**
     * Tiles that each get code of their own: those at a border, the repeated full tile, and the
     * remainder.
     */
    int regions() {
        int remainder = interior() % tile == 0 ? 0 : 1;
        if (rolled) {
            return (low > 0 ? 1 : 0) + (high > 0 ? 1 : 0) + 1 + remainder;
        }
        int tiles = Math.ceilDiv(positions, tile);
        int borders =
                Math.ceilDiv(low, tile) + Math.max(remainder, tiles - (positions - high) / tile);
        return Math.min(tiles, borders + 1);
    }

    /** Share of the positions in full tiles that meet no padding. */
    double interiorShare() {
        int first = rolled ? low : Math.ceilDiv(low, tile) * tile;
        int full = Math.max(0, positions - high - first) / tile * tile;
        return (double) full / positions;
    }

    /** Tiles and single border positions along this dimension. */
    int steps() {
        return Math.ceilDiv(interior(), tile) + (rolled ? low + high : 0);
    }
}
