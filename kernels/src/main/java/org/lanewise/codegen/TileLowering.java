package org.lanewise.codegen;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lanewise.schedule.Image;
import org.lanewise.schedule.Position;
import org.lanewise.schedule.Region;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.Strides;
import org.lanewise.schedule.Tap;
import org.lanewise.schedule.VectorAxis;
import org.lanewise.workload.Line;
import org.lanewise.workload.Workload;

/**
 * Emits one register tile of a region: accumulators, taps in the order of the input rows they read,
 * epilogue, stores. Where all taps are written out, each output is stored as soon as it is
 * complete: C2 may not move loads above a store that comes before them, so it keeps to about this
 * order. On its own it multiplies one sum to its end, loads all the others need meanwhile, and
 * spills.
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
            forEachOutput(output -> {
                body.add(vectors.start(output.acc()));
                started.add(output.acc());
            });
        }
        if (rolled) {
            body.addAll(rolledRows(x, w, started));
            forEachOutput(output -> body.addAll(store(output, y)));
            return body;
        }
        body.add(unrolledTaps(x, w, started, output -> store(output, y)));
        forEachOutput(output -> {
            if (!output.tapped()) {
                body.addAll(withoutTaps(output, y));
            }
        });
        return body;
    }

    private List<Stmt> rolledRows(String x, String w, Set<String> started) {
        if (rows.taps() == Region.Taps.UNROLLED) {
            return rolledColumns(x, w, started);
        }
        List<Stmt> body = new ArrayList<>();
        body.add(tapAddress("xi", x, "i", workload.dilation().h() * input.row()));
        body.add(tapAddress("wi", w, "i", workload.kernel().w() * Strides.tap(schedule)));
        body.addAll(rolledColumns("xi", "wi", started));
        return tapLoop("i", rows, "h", image.rows(), body);
    }

    private List<Stmt> rolledColumns(String x, String w, Set<String> started) {
        if (columns.taps() == Region.Taps.UNROLLED) {
            return List.of(unrolledTaps(x, w, started, output -> List.of()));
        }
        List<Stmt> body = new ArrayList<>();
        body.add(tapAddress("xj", x, "j", workload.dilation().w() * input.pixel()));
        body.add(tapAddress("wj", w, "j", Strides.tap(schedule)));
        body.add(unrolledTaps("xj", "wj", started, output -> List.of()));
        return tapLoop("j", columns, "q", image.columns(), body);
    }

    private static Stmt tapAddress(String name, String base, String index, long bytes) {
        return new Stmt.LetAddress(name, base, List.of(new Term(Int.of(index), bytes)), 0);
    }

    private List<Stmt> tapLoop(
            String var, Region region, String tileVar, Line line, List<Stmt> body) {
        String note = "unroll " + schedule.unroll();
        if (region.taps() == Region.Taps.ROLLED) {
            return List.of(new Stmt.Loop(var, Int.of(0), Int.of(line.kernel()), note, body));
        }
        // First and last tap on the image: i*dilation >= -origin and i*dilation < in - origin, both
        // rounded up.
        Int tile =
                region.count() > 1
                        ? Int.of(tileVar).times((long) region.step() * -line.stride())
                        : Int.of(0);
        long origin = line.firstInput(region.start());
        int dilation = line.dilation();
        Int first = tile.plus(Int.of(dilation - 1L - origin)).dividedBy(dilation);
        Int last = tile.plus(Int.of(line.in() + dilation - 1L - origin)).dividedBy(dilation);
        return List.of(
                new Stmt.LetInt(var + "0", first.atLeast(Int.of(0))),
                new Stmt.LetInt(var + "1", last.atMost(Int.of(line.kernel()))),
                new Stmt.Loop(
                        var,
                        Int.of(var + "0"),
                        Int.of(var + "1"),
                        note + ", cut to the image",
                        body));
    }

    /**
     * All taps of the tile, grouped by the input vector they read, so that each is loaded once.
     *
     * @param complete what comes behind the last product of an output
     */
    private Stmt unrolledTaps(
            String x, String w, Set<String> started, Function<Output, List<Stmt>> complete) {
        List<Stmt> body = new ArrayList<>();
        Set<String> loadedWeights = new HashSet<>();
        Set<String> loadedPixels = new HashSet<>();
        uses().forEach((place, products) -> {
            body.addAll(vectors.load(place, x, loadedPixels));
            for (Product product : products) {
                if (vectors.reloads(product.weight(), loadedWeights)) {
                    body.add(vectors.weight(product.i().index(), product.j().index(), w));
                }
                String acc = product.output().acc();
                body.add(
                        started.add(acc)
                                ? new Stmt.Mul(acc, product.weight(), place.name())
                                : new Stmt.Fma(acc, product.weight(), place.name()));
                if (product.last()) {
                    body.addAll(complete.apply(product.output()));
                }
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

    /** One output vector of the tile. */
    private record Output(Position row, Position column) {
        String acc() {
            return TileVectors.accumulator(row.offset(), column);
        }

        boolean tapped() {
            return !row.taps().isEmpty() && !column.taps().isEmpty();
        }
    }

    private record Product(Output output, Tap i, Tap j) {
        String weight() {
            return TileVectors.weight(i.index(), j.index());
        }

        /** Whether it is the output's last in the order of the places that taps read. */
        boolean last() {
            return i.equals(output.row().taps().getLast())
                    && j.equals(output.column().taps().getLast());
        }
    }

    private Map<Place, List<Product>> uses() {
        Map<Place, List<Product>> uses = new TreeMap<>();
        forEachOutput(output -> {
            for (Tap i : output.row().taps()) {
                for (Tap j : output.column().taps()) {
                    uses.computeIfAbsent(
                                    new Place(i.offset(), j.offset(), j.phase(), j.lanes()),
                                    place -> new ArrayList<>())
                            .add(new Product(output, i, j));
                }
            }
        });
        return uses;
    }

    /** Stores an output that no tap on the image belongs to. */
    private List<Stmt> withoutTaps(Output output, String y) {
        List<Stmt> body = new ArrayList<>();
        if (!workload.epilogue().bias()) {
            body.add(new Stmt.Zero(output.acc()));
        }
        body.addAll(store(output, y));
        return body;
    }

    private List<Stmt> store(Output output, String y) {
        return vectors.store(
                output.acc(), y, output.row().offset() * this.output.row(), output.column());
    }

    private void forEachOutput(Consumer<Output> action) {
        for (Position row : rows.positions()) {
            for (Position column : columns.positions()) {
                action.accept(new Output(row, column));
            }
        }
    }
}
