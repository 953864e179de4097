package org.lanewise.codegen;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lanewise.schedule.Image;
import org.lanewise.schedule.Position;
import org.lanewise.schedule.Region;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.Tap;
import org.lanewise.schedule.VectorAxis;
import org.lanewise.workload.Workload;

/**
 * Emits one register tile of a region: accumulators, taps in the order of the input rows they read,
 * epilogue, stores.
 */
final class TileLowering implements TileCode {
    private final Workload workload;
    private final Schedule schedule;
    private final Region rows;
    private final Region columns;
    private final Strides input;
    private final Strides output;
    private final TileVectors vectors;
    private final Image image;

    TileLowering(Workload workload, Schedule schedule, Region rows, TileVectors vectors) {
        this.workload = workload;
        this.schedule = schedule;
        this.rows = rows;
        this.columns = vectors.columns();
        this.input = Strides.input(workload, schedule);
        this.output = Strides.output(workload, schedule);
        this.vectors = vectors;
        this.image = Image.of(workload, schedule);
    }

    @Override
    public List<Integer> tapRows() {
        return TileVectors.indices(rows);
    }

    @Override
    public List<Stmt> lower(String x, String y, String w) {
        boolean rolled =
                rows.taps() != Region.Taps.UNROLLED || columns.taps() != Region.Taps.UNROLLED;
        List<Stmt> body = new ArrayList<>();
        Set<String> started = new HashSet<>();
        if (rolled || workload.epilogue().bias()) {
            forEachOutput((row, column) -> start(body, started, row, column));
        }
        body.addAll(rolledRows(x, w, started));
        forEachOutput((row, column) -> finish(body, started, row, column, y));
        return body;
    }

    private void start(List<Stmt> body, Set<String> started, Position row, Position column) {
        String acc = accumulator(row, column);
        body.add(vectors.start(acc));
        started.add(acc);
    }

    private List<Stmt> rolledRows(String x, String w, Set<String> started) {
        if (rows.taps() == Region.Taps.UNROLLED) {
            return rolledColumns(x, w, started);
        }
        List<Stmt> body = new ArrayList<>();
        body.add(tapAddress("xi", x, "i", workload.dilation().h() * input.row()));
        body.add(tapAddress("wi", w, "i", workload.kernel().w() * Strides.tap(schedule)));
        body.addAll(rolledColumns("xi", "wi", started));
        return tapLoop(
                "i",
                rows,
                "h",
                workload.kernel().h(),
                image.size().h(),
                workload.stride().h(),
                workload.dilation().h(),
                image.top(),
                body);
    }

    private List<Stmt> rolledColumns(String x, String w, Set<String> started) {
        if (columns.taps() == Region.Taps.UNROLLED) {
            return List.of(unrolledTaps(x, w, started));
        }
        List<Stmt> body = new ArrayList<>();
        body.add(tapAddress("xj", x, "j", workload.dilation().w() * input.pixel()));
        body.add(tapAddress("wj", w, "j", Strides.tap(schedule)));
        body.add(unrolledTaps("xj", "wj", started));
        return tapLoop(
                "j",
                columns,
                "q",
                workload.kernel().w(),
                image.size().w(),
                workload.stride().w(),
                workload.dilation().w(),
                image.left(),
                body);
    }

    private static Stmt tapAddress(String name, String base, String index, long bytes) {
        return new Stmt.LetAddress(name, base, List.of(new Term(Int.of(index), bytes)), 0);
    }

    private List<Stmt> tapLoop(
            String var,
            Region region,
            String tileVar,
            int kernel,
            int in,
            int stride,
            int dilation,
            int before,
            List<Stmt> body) {
        String note = "unroll " + schedule.unroll();
        if (region.taps() == Region.Taps.ROLLED) {
            return List.of(new Stmt.Loop(var, Int.of(0), Int.of(kernel), note, body));
        }
        // First and last tap on the image: i*dilation >= -origin and i*dilation < in - origin, both
        // rounded up.
        Int tile =
                region.count() > 1
                        ? Int.of(tileVar).times((long) region.step() * -stride)
                        : Int.of(0);
        long origin = (long) region.start() * stride - before;
        Int first = tile.plus(Int.of(dilation - 1L - origin)).dividedBy(dilation);
        Int last = tile.plus(Int.of(in + dilation - 1L - origin)).dividedBy(dilation);
        return List.of(
                new Stmt.LetInt(var + "0", first.atLeast(Int.of(0))),
                new Stmt.LetInt(var + "1", last.atMost(Int.of(kernel))),
                new Stmt.Loop(
                        var,
                        Int.of(var + "0"),
                        Int.of(var + "1"),
                        note + ", cut to the image",
                        body));
    }

    /** All taps of the tile, grouped by the input vector they read, so that each is loaded once. */
    private Stmt unrolledTaps(String x, String w, Set<String> started) {
        List<Stmt> body = new ArrayList<>();
        Set<String> loadedWeights = new HashSet<>();
        Set<String> loadedPixels = new HashSet<>();
        uses().forEach((place, products) -> {
            body.addAll(vectors.load(place, x, loadedPixels));
            for (Product product : products) {
                if (vectors.reloads(product.weight(), loadedWeights)) {
                    body.add(vectors.weight(product.i(), product.j(), w));
                }
                body.add(
                        started.add(product.acc())
                                ? new Stmt.Mul(product.acc(), product.weight(), place.name())
                                : new Stmt.Fma(product.acc(), product.weight(), place.name()));
            }
        });
        return new Stmt.Unrolled(axes(), formula(x, w), body);
    }

    private List<String> axes() {
        List<String> axes = new ArrayList<>();
        axes.add("th in 0.." + rows.positions().size());
        axes.add("tw in 0.." + columns.positions().size());
        if (rows.taps() == Region.Taps.UNROLLED) {
            axes.add("i in " + TileVectors.range(rows));
        }
        if (columns.taps() == Region.Taps.UNROLLED) {
            axes.add("j in " + TileVectors.range(columns));
        }
        axes.add("lane in 0.." + schedule.lanes());
        return axes;
    }

    private String formula(String x, String w) {
        String row = tapTerm("th", workload.stride().h(), "i", workload.dilation().h(), rows);
        String vector = schedule.axis() == VectorAxis.WIDTH ? "tw*" + schedule.lanes() : "tw";
        String column =
                tapTerm(vector, workload.stride().w(), "j", workload.dilation().w(), columns);
        String weight =
                (rows.taps() == Region.Taps.UNROLLED ? "i" : "0")
                        + ", "
                        + (columns.taps() == Region.Taps.UNROLLED ? "j" : "0");
        String pixel = x + "[" + row + ", " + column + "]";
        return "acc[th, tw] += " + vectors.read(pixel) + " * " + w + "[" + weight + "]";
    }

    private static String tapTerm(
            String position, int stride, String tap, int dilation, Region region) {
        String moved = stride == 1 ? position : position + "*" + stride;
        if (region.taps() != Region.Taps.UNROLLED) {
            return moved;
        }
        return moved + " + " + (dilation == 1 ? tap : tap + "*" + dilation);
    }

    private record Product(String acc, int i, int j) {
        String weight() {
            return TileVectors.weight(i, j);
        }
    }

    private Map<Place, List<Product>> uses() {
        Map<Place, List<Product>> uses = new TreeMap<>();
        forEachOutput((row, column) -> {
            for (Tap i : row.taps()) {
                for (Tap j : column.taps()) {
                    uses.computeIfAbsent(
                                    new Place(i.offset(), j.offset(), j.phase(), j.lanes()),
                                    place -> new ArrayList<>())
                            .add(new Product(accumulator(row, column), i.index(), j.index()));
                }
            }
        });
        return uses;
    }

    private void finish(
            List<Stmt> body, Set<String> started, Position row, Position column, String y) {
        String acc = accumulator(row, column);
        if (started.add(acc)) {
            body.add(new Stmt.Zero(acc));
        }
        body.addAll(vectors.store(acc, y, row.offset() * output.row(), column));
    }

    private static String accumulator(Position row, Position column) {
        return TileVectors.accumulator(row.offset(), column);
    }

    private interface OutputAction {
        void at(Position row, Position column);
    }

    private void forEachOutput(OutputAction action) {
        for (Position row : rows.positions()) {
            for (Position column : columns.positions()) {
                action.at(row, column);
            }
        }
    }
}
