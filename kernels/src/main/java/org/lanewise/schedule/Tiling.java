package org.lanewise.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.workload.Line;

/**
 * How one dimension of the output is cut into {@link Region}s, so that borders are decided when the
 * kernel is generated and the interior has none.
 *
 * @param line how outputs meet inputs
 * @param vector outputs of a position: 1, or the lanes of a vector along the width
 * @param rollsTaps whether taps are a loop, where they all meet the image
 * @param tile positions of a tile
 */
record Tiling(Line line, int vector, boolean rollsTaps, int tile) {
    /** So many tiles that each have code of their own outgrow any class; no more are looked at. */
    private static final int MOST_TILES = 4096;

    /** Of output rows. */
    static Tiling rows(Line rows, Unroll unroll, int tile) {
        return new Tiling(rows, 1, unroll.rollsRows(), tile);
    }

    /** Of output columns. */
    static Tiling columns(Line columns, Schedule schedule, int tile) {
        return new Tiling(
                columns,
                schedule.alongWidth() ? schedule.lanes() : 1,
                schedule.unroll().rollsColumns(),
                tile);
    }

    /** First to last. */
    List<Region> regions() {
        return List.copyOf(rollsTaps ? rolled() : unrolled());
    }

    /** What a tile of one of the regions meets. */
    Reach reach(Region region, boolean movesSums) {
        return vector > 1 && line.stride() > 1
                ? Reach.strided(region, line, vector, movesSums)
                : Reach.of(region);
    }

    /** Tiles with all taps written out; the complete ones are one region, the others grouped. */
    private List<Region> unrolled() {
        int first = Math.ceilDiv(firstComplete(), tile) * tile;
        int end = Math.max(first, endComplete() / tile * tile);
        if (first == end) {
            return group(tiles(0, vectors(), tile));
        }
        List<Region> regions = new ArrayList<>(group(tiles(0, first, tile)));
        regions.add(tile(first, tile).times((end - first) / tile));
        regions.addAll(group(tiles(end, vectors(), tile)));
        return regions;
    }

    private List<Region> rolled() {
        // A mask cannot depend on a rolled tap without being computed for each tap, so border
        // vectors stay unrolled.
        Region.Taps border = vector > 1 ? Region.Taps.UNROLLED : Region.Taps.CLIPPED;
        int begin = firstComplete();
        int end = endComplete();
        int full = (end - begin) / tile;
        List<Region> regions = new ArrayList<>(borders(0, begin, border));
        if (full > 0) {
            regions.add(anchored(begin, tile).times(full));
        }
        if ((end - begin) % tile > 0) {
            regions.add(anchored(begin + full * tile, (end - begin) % tile));
        }
        regions.addAll(borders(end, vectors(), border));
        return regions;
    }

    /** A tile of complete positions that each hold their first tap: a loop goes on from there. */
    private Region anchored(int first, int positions) {
        return new Region(
                first * vector,
                positions * vector,
                1,
                Region.Taps.ROLLED,
                IntStream.range(0, positions).mapToObj(p -> firstTapOnly(p * vector)).toList());
    }

    private List<Region> borders(int from, int to, Region.Taps kind) {
        if (kind == Region.Taps.UNROLLED) {
            return group(tiles(from, to, 1)).stream().map(this::rolledIfOnImage).toList();
        }
        return from == to
                ? List.of()
                : List.of(new Region(from, 1, to - from, kind, List.of(firstTapOnly(0))));
    }

    /** Only what is stored is cut short where a vector's loads all lie on the image. */
    private Region rolledIfOnImage(Region region) {
        long first = line.firstInput(region.start());
        boolean onImage = first >= 0 && first + line.span() - 1 + loadedLanes() <= line.in();
        if (!onImage || region.count() > 1) {
            return region;
        }
        Lanes stored = region.positions().getFirst().stored();
        return new Region(
                region.start(),
                region.step(),
                1,
                Region.Taps.ROLLED,
                List.of(new Position(0, firstTapOnly(0).taps(), stored)));
    }

    private Position firstTapOnly(int offset) {
        return new Position(
                offset,
                List.of(new Tap(0, offset * line.stride(), 0, Lanes.all(loadedLanes()))),
                Lanes.all(vector));
    }

    private int vectors() {
        return Math.ceilDiv(line.out(), vector);
    }

    private List<Region> tiles(int from, int to, int tile) {
        List<Region> tiles = new ArrayList<>();
        for (int first = from; first < to && tiles.size() < MOST_TILES; first += tile) {
            tiles.add(tile(first, Math.min(tile, to - first)));
        }
        return tiles;
    }

    private Region tile(int first, int positions) {
        int start = start(first);
        return new Region(
                start,
                positions * vector,
                1,
                Region.Taps.UNROLLED,
                IntStream.range(0, positions)
                        .mapToObj(p -> position(start(first + p), start(first + p) - start))
                        .toList());
    }

    /**
     * Where an output vector begins. A last one that is not full goes back into the one before and
     * computes some outputs again, so that all of it is stored and less of what it loads is masked.
     */
    private int start(int index) {
        return Math.clamp((long) index * vector, 0, Math.max(0, line.out() - vector));
    }

    /** Neighbouring tiles that run the same code become one region. */
    private static List<Region> group(List<Region> tiles) {
        List<Region> regions = new ArrayList<>();
        for (Region tile : tiles) {
            Region last = regions.isEmpty() ? null : regions.getLast();
            if (last != null
                    && last.positions().equals(tile.positions())
                    && tile.start() == last.start() + last.count() * last.step()) {
                regions.set(regions.size() - 1, last.times(last.count() + 1));
            } else {
                regions.add(tile);
            }
        }
        return regions;
    }

    /** The position of the vector at {@code start}, so many outputs behind its tile's first. */
    private Position position(int start, int inTile) {
        List<Tap> taps = new ArrayList<>();
        for (int k = 0; k < line.kernel(); k++) {
            int phase = phase(k);
            int first = k * line.dilation() - phase;
            Lanes lanes = meeting(line.firstInput(start) + first, phase);
            if (!lanes.none()) {
                taps.add(new Tap(k, inTile * line.stride() + first, phase, lanes));
            }
        }
        return new Position(
                inTile, taps, new Lanes(0, Math.min(vector, line.out() - start), vector));
    }

    /**
     * Strided vectors that begin at multiples of the stride hold the pixels of several taps, each
     * from another one on. The multiples count from the image's first pixel.
     */
    private int phase(int tap) {
        return vector == 1
                ? 0
                : Math.floorMod((long) tap * line.dilation() - line.before(), line.stride());
    }

    /** The first output vector that is full and whose taps all meet the image, if any is. */
    private int firstComplete() {
        int first = beyondPadding();
        return first < lastFit() ? first : vectors();
    }

    private int beyondPadding() {
        int padding = line.before() + phase(0);
        return (int) Math.min(vectors(), Math.ceilDiv(padding, (long) vector * line.stride()));
    }

    /** The vector behind the last one of them; the first where there is none. */
    private int endComplete() {
        return Math.max(firstComplete(), lastFit());
    }

    /** The vector behind the last full one whose taps end on the image. */
    private int lastFit() {
        // A loop over the taps loads from each one's own pixel on.
        long furthest = line.span() - 1 - (rollsTaps ? 0 : phase(line.kernel() - 1));
        long room = (long) line.in() + line.before() - furthest - loadedLanes();
        long fits = Math.floorDiv(room, (long) vector * line.stride()) + 1;
        return (int) Math.min(line.out() / vector, fits);
    }

    /**
     * Input pixels loaded at once: a strided vector loads as many vectors as its stride and keeps
     * every stride-th lane. So many that they are beyond the ints break a rule.
     */
    private int loadedLanes() {
        return vector == 1 ? 1 : (int) Math.min(Integer.MAX_VALUE, (long) vector * line.stride());
    }

    private Lanes meeting(long firstPixel, int phase) {
        int lanes = loadedLanes();
        int from = Math.clamp(-firstPixel, 0, lanes);
        int to = Math.clamp(line.in() - firstPixel, 0, lanes);
        long firstUsed =
                Math.max(0L, Math.ceilDiv(from - phase, line.stride())) * line.stride() + phase;
        boolean anyUsed = vector == 1 || firstUsed < to;
        return anyUsed ? new Lanes(from, to, lanes) : new Lanes(0, 0, lanes);
    }
}
