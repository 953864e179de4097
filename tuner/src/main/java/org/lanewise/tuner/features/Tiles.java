package org.lanewise.tuner.features;

import java.util.List;
import org.lanewise.schedule.Position;
import org.lanewise.schedule.Region;

/**
 * How the output positions of one dimension fall into tiles.
 *
 * @param positions output rows, columns, or vectors of columns
 * @param regions pieces of code for interior, borders and remainder
 * @param steps tiles, and single positions of rolled borders
 * @param interior positions in full tiles that meet no padding
 * @param remainder positions that fill no tile
 */
record Tiles(long positions, int regions, long steps, long interior, long remainder) {

    /**
     * Counts the regions of one dimension.
     *
     * @param tile positions of a full tile
     * @param kernel taps along the dimension
     */
    static Tiles of(List<Region> regions, int tile, int kernel) {
        boolean rolled = regions.stream().anyMatch(Tiles::rolled);
        long positions = 0;
        long steps = 0;
        long interior = 0;
        long remainder = 0;
        for (Region region : regions) {
            int size = region.positions().size();
            long covered = (long) region.count() * size;
            positions += covered;
            steps += region.count();
            boolean full = size == tile;
            interior += full && complete(region, kernel) ? covered : 0;
            remainder += !full && (!rolled || rolled(region)) ? covered : 0;
        }
        return new Tiles(positions, regions.size(), steps, interior, remainder);
    }

    private static boolean rolled(Region region) {
        return region.taps() == Region.Taps.ROLLED;
    }

    /** Whether no tap of the region lies on the padding, and no lane behind the output. */
    private static boolean complete(Region region, int kernel) {
        return switch (region.taps()) {
            case ROLLED -> true;
            case CLIPPED -> false;
            case UNROLLED -> region.positions().stream().allMatch(p -> complete(p, kernel));
        };
    }

    private static boolean complete(Position position, int kernel) {
        return position.taps().size() == kernel
                && position.stored().full()
                && position.taps().stream().allMatch(tap -> tap.lanes().full());
    }

    /** Share of the positions in full tiles that meet no padding. */
    double interiorShare() {
        return (double) interior / positions;
    }

    /** Share of the positions that do not fill a tile. */
    double remainderShare() {
        return (double) remainder / positions;
    }
}
