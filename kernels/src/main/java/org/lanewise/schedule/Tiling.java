package org.lanewise.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.workload.Workload;

/**
 * Cuts one dimension of the output into {@link Region}s, so that borders are decided when the
 * kernel is generated and the interior has none.
 */
public final class Tiling {
    private final int out;
    private final int in;
    private final int kernel;
    private final int stride;
    private final int dilation;
    private final int before;
    private final int vector;

    private Tiling(int out, int in, int kernel, int stride, int dilation, int before, int vector) {
        this.out = out;
        this.in = in;
        this.kernel = kernel;
        this.stride = stride;
        this.dilation = dilation;
        this.before = before;
        this.vector = vector;
    }

    /** Regions of output rows, top to bottom. */
    public static List<Region> rows(Workload workload, Schedule schedule) {
        Image image = Image.of(workload, schedule);
        Tiling tiling =
                new Tiling(
                        workload.output().h(),
                        image.size().h(),
                        workload.kernel().h(),
                        workload.stride().h(),
                        workload.dilation().h(),
                        image.top(),
                        1);
        return schedule.unroll().rollsRows()
                ? tiling.rolled(schedule.tileH(), Region.Taps.CLIPPED)
                : tiling.unrolled(schedule.tileH());
    }

    /** Regions of output columns, left to right. */
    public static List<Region> columns(Workload workload, Schedule schedule) {
        boolean alongWidth = schedule.axis() == VectorAxis.WIDTH;
        Image image = Image.of(workload, schedule);
        Tiling tiling =
                new Tiling(
                        workload.output().w(),
                        image.size().w(),
                        workload.kernel().w(),
                        workload.stride().w(),
                        workload.dilation().w(),
                        image.left(),
                        alongWidth ? schedule.lanes() : 1);
        if (!schedule.unroll().rollsColumns()) {
            return tiling.unrolled(schedule.tileW());
        }
        // A mask cannot depend on a rolled tap without being computed for each tap, so border
        // vectors stay unrolled.
        return tiling.rolled(
                schedule.tileW(), alongWidth ? Region.Taps.UNROLLED : Region.Taps.CLIPPED);
    }

    private List<Region> unrolled(int tile) {
        return group(tiles(0, vectors(), tile), Region.Taps.UNROLLED);
    }

    private List<Region> rolled(int tile, Region.Taps border) {
        int begin = 0;
        while (begin < vectors() && !position(begin, 0).complete(kernel)) {
            begin++;
        }
        int end = begin;
        while (end < vectors() && position(end, 0).complete(kernel)) {
            end++;
        }
        List<Region> regions = new ArrayList<>(borders(0, begin, border));
        for (Region region : group(tiles(begin, end, tile), Region.Taps.ROLLED)) {
            List<Position> anchored =
                    region.positions().stream()
                            .map(position -> firstTapOnly(position.offset()))
                            .toList();
            regions.add(
                    new Region(
                            region.start(),
                            region.step(),
                            region.count(),
                            Region.Taps.ROLLED,
                            anchored));
        }
        regions.addAll(borders(end, vectors(), border));
        return regions;
    }

    private List<Region> borders(int from, int to, Region.Taps kind) {
        if (kind == Region.Taps.UNROLLED) {
            return group(tiles(from, to, 1), kind);
        }
        return from == to
                ? List.of()
                : List.of(new Region(from, 1, to - from, kind, List.of(firstTapOnly(0))));
    }

    private Position firstTapOnly(int offset) {
        return new Position(
                offset,
                List.of(new Tap(0, offset * stride, 0, Lanes.all(loadedLanes()))),
                Lanes.all(vector));
    }

    private int vectors() {
        return Math.ceilDiv(out, vector);
    }

    private List<Region> tiles(int from, int to, int tile) {
        List<Region> tiles = new ArrayList<>();
        for (int first = from; first < to; first += tile) {
            int start = first;
            List<Position> positions =
                    IntStream.range(0, Math.min(tile, to - first))
                            .mapToObj(p -> position(start + p, p))
                            .toList();
            tiles.add(
                    new Region(start * vector, tile * vector, 1, Region.Taps.UNROLLED, positions));
        }
        return tiles;
    }

    private static List<Region> group(List<Region> tiles, Region.Taps kind) {
        List<Region> regions = new ArrayList<>();
        for (Region tile : tiles) {
            Region last = regions.isEmpty() ? null : regions.getLast();
            if (last != null && last.positions().equals(tile.positions())) {
                regions.removeLast();
                regions.add(
                        new Region(
                                last.start(),
                                last.step(),
                                last.count() + 1,
                                kind,
                                last.positions()));
            } else {
                regions.add(new Region(tile.start(), tile.step(), 1, kind, tile.positions()));
            }
        }
        return regions;
    }

    /**
     * The position of vector {@code index} of the output, {@code inTile} vectors behind its tile's
     * first.
     */
    private Position position(int index, int inTile) {
        List<Tap> taps = new ArrayList<>();
        for (int k = 0; k < kernel; k++) {
            // Strided vectors that begin at multiples of the stride hold the pixels of several
            // taps.
            int phase = vector == 1 ? 0 : k * dilation % stride;
            int first = k * dilation - phase;
            Lanes lanes = meeting((long) index * vector * stride + first - before, phase);
            if (!lanes.none()) {
                taps.add(new Tap(k, inTile * vector * stride + first, phase, lanes));
            }
        }
        return new Position(
                inTile * vector,
                taps,
                new Lanes(0, Math.min(vector, out - index * vector), vector));
    }

    /**
     * Input pixels loaded at once: a strided vector loads as many vectors as its stride and keeps
     * every stride-th lane.
     */
    private int loadedLanes() {
        return vector == 1 ? 1 : vector * stride;
    }

    private Lanes meeting(long firstPixel, int phase) {
        int lanes = loadedLanes();
        int from = Math.clamp(-firstPixel, 0, lanes);
        int to = Math.clamp(in - firstPixel, 0, lanes);
        int firstUsed = Math.max(0, Math.ceilDiv(from - phase, stride)) * stride + phase;
        boolean anyUsed = vector == 1 || firstUsed < to;
        return anyUsed ? new Lanes(from, to, lanes) : new Lanes(0, 0, lanes);
    }
}
