package org.lanewise.schedule;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One dimension of the output, cut into regions, and what a tile of each meets. Immutable and
 * thread-safe.
 */
final class Cut {
    private final Tiling tiling;
    private final List<Region> regions;
    private final int busiest;
    private final Lazy<List<Reach>> reaches;
    private final Lazy<List<Reach>> reachesMovingSums;

    private Cut(Tiling tiling) {
        this.tiling = tiling;
        this.regions = tiling.regions();
        this.busiest = busiest(regions);
        this.reaches = new Lazy<>(() -> reaches(false));
        this.reachesMovingSums = new Lazy<>(() -> reaches(true));
    }

    /** First to last. */
    List<Region> regions() {
        return regions;
    }

    /**
     * What a tile of each region meets.
     *
     * @param movesSums see {@link Plan#movesSums}
     */
    List<Reach> met(boolean movesSums) {
        return movesSums ? reachesMovingSums.get() : reaches.get();
    }

    /** Which region computes most outputs, of several the first. */
    int busiest() {
        return busiest;
    }

    /** Whether the regions were not so many that some were left out. */
    boolean whole() {
        int end = 0;
        for (Region region : regions) {
            if (region.start() > end) {
                return false;
            }
            end = region.end();
        }
        return end == tiling.line().out();
    }

    private List<Reach> reaches(boolean movesSums) {
        return regions.stream().map(region -> tiling.reach(region, movesSums)).toList();
    }

    private static int busiest(List<Region> regions) {
        int busiest = 0;
        for (int i = 1; i < regions.size(); i++) {
            if (outputs(regions.get(i)) > outputs(regions.get(busiest))) {
                busiest = i;
            }
        }
        return busiest;
    }

    private static long outputs(Region region) {
        return (long) region.count() * region.positions().size();
    }

    /**
     * The cuts of a space's schedules. Thousands of them tile a dimension in the same few ways, and
     * counting what tiles meet is most of what judging a schedule costs. Holds one for each value
     * of the knobs that a dimension depends on. Thread-safe.
     */
    static final class Known {
        private final Map<Tiling, Cut> cuts = new ConcurrentHashMap<>();

        Cut of(Tiling tiling) {
            return cuts.computeIfAbsent(tiling, Cut::new);
        }
    }
}
