package org.lanewise.codegen.lower;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.lanewise.codegen.ir.Axis;
import org.lanewise.codegen.ir.Int;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.ir.Term;
import org.lanewise.codegen.ir.Var;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Position;
import org.lanewise.schedule.Region;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.Tap;
import org.lanewise.schedule.VectorAxis;
import org.lanewise.workload.Line;

/**
 * Emits one register tile of a region: sums, taps in the order of the input rows they read,
 * epilogue, stores. Where all taps are written out, each output is stored as soon as it is
 * complete: C2 may not move loads above a store that comes before them, so it keeps to about this
 * order. On its own it multiplies one sum to its end, loads all the others need meanwhile, and
 * spills.
 */
final class TileLowering implements TileCode {
    /** A warm-up skips rows of filters with more: loops that go round too often, see WarmUp. */
    private static final int MOST_WARM_ROWS = 7;

    private final Plan plan;
    private final Schedule schedule;
    private final Region rows;
    private final Region columns;
    private final TileVectors vectors;
    private final List<Output> outputs = new ArrayList<>();
    private final Set<Var.Sum> started = new HashSet<>();

    TileLowering(Plan plan, Region rows, TileVectors vectors) {
        this.plan = plan;
        this.schedule = plan.schedule();
        this.rows = rows;
        this.columns = vectors.columns();
        this.vectors = vectors;
        for (Position row : rows.positions()) {
            for (Position column : columns.positions()) {
                outputs.add(new Output(row, column));
            }
        }
    }

    /** One output vector of the tile. */
    private record Output(Position row, Position column) {
        boolean tapped() {
            return !row.taps().isEmpty() && !column.taps().isEmpty();
        }
    }

    private record Product(Output output, Tap i, Tap j) {
        /** Whether it is the output's last in the order of the places that taps read. */
        boolean last() {
            return i.equals(output.row().taps().getLast())
                    && j.equals(output.column().taps().getLast());
        }
    }

    @Override
    public List<Integer> tapRows() {
        return TileVectors.indices(rows);
    }

    @Override
    public List<Stmt> lower(Var.Address x, Var.Address y, Var.Address w) {
        boolean rolled = !unrolled(rows) || !unrolled(columns);
        TileBody before = new TileBody(vectors, x, w, started);
        if (rolled || vectors.hasBias()) {
            outputs.forEach(output -> before.start(sum(output)));
        }
        List<Stmt> body = new ArrayList<>(before.statements());
        if (rolled) {
            body.addAll(rolledRows(x, w));
        } else {
            body.add(unrolledTaps(x, w, (tile, output) -> store(tile, output, y)));
        }
        TileBody after = new TileBody(vectors, x, w, started);
        outputs.stream()
                .filter(output -> rolled || !output.tapped())
                .forEach(output -> store(after, output, y));
        body.addAll(after.statements());
        return body;
    }

    private static boolean unrolled(Region region) {
        return region.taps() == Region.Taps.UNROLLED;
    }

    private Var.Sum sum(Output output) {
        return vectors.sum(output.row().offset(), output.column());
    }

    private void store(TileBody tile, Output output, Var.Address y) {
        tile.store(sum(output), rowOf(output, y), output.column());
    }

    private OutputRow rowOf(Output output, Var.Address y) {
        int offset = output.row().offset();
        int last = storedFromAbove() ? rows.end() - 1 - lastOffset() + offset : lastOfAll();
        return new OutputRow(y, offset * plan.output().row(), last);
    }

    /**
     * Whether each row of a tile is stored before the rows below it. Outputs are stored as they
     * become complete: one of several columns may be stored column by column, with a dilation a row
     * in the middle of a small image has fewer taps than the first and is complete before it, and
     * outputs without taps come last.
     */
    private boolean storedFromAbove() {
        return rows.positions().size() == 1
                || (columns.positions().size() == 1
                        && plan.rows().dilation() == 1
                        && outputs.stream().allMatch(Output::tapped));
    }

    private int lastOffset() {
        return rows.positions().getLast().offset();
    }

    private int lastOfAll() {
        return plan.rows().out() - 1;
    }

    private List<Stmt> rolledRows(Var.Address x, Var.Address w) {
        if (unrolled(rows)) {
            return rolledColumns(x, w);
        }
        Line line = plan.rows();
        Var.Index i = new Var.Index("i");
        Var.Address xi = new Var.Address("xi");
        Var.Address wi = new Var.Address("wi");
        List<Stmt> body = new ArrayList<>();
        body.add(at(xi, x, i, line.dilation() * plan.input().row()));
        body.add(at(wi, w, i, plan.columns().kernel() * schedule.tapBytes()));
        body.addAll(rolledColumns(xi, wi));
        return tapLoop(i, line, rows, Counters.H, body);
    }

    private List<Stmt> rolledColumns(Var.Address x, Var.Address w) {
        if (unrolled(columns)) {
            return List.of(unrolledTaps(x, w, (tile, output) -> {}));
        }
        Line line = plan.columns();
        Var.Index j = new Var.Index("j");
        Var.Address xj = new Var.Address("xj");
        Var.Address wj = new Var.Address("wj");
        List<Stmt> body = new ArrayList<>();
        body.add(at(xj, x, j, line.dilation() * plan.input().pixel()));
        body.add(at(wj, w, j, schedule.tapBytes()));
        body.add(unrolledTaps(xj, wj, (tile, output) -> {}));
        return tapLoop(j, line, columns, Counters.Q, body);
    }

    private static Stmt at(Var.Address name, Var.Address base, Var.Index tap, long bytes) {
        return new Stmt.LetAddress(name, base, List.of(new Term(tap, bytes)), 0);
    }

    /** A loop over all taps along one dimension, or over those that meet the image. */
    private List<Stmt> tapLoop(
            Var.Index tap, Line line, Region region, Var.Index tile, List<Stmt> body) {
        String note = "unroll " + schedule.unroll();
        if (region.taps() == Region.Taps.ROLLED) {
            Axis all = new Axis(tap, Int.of(0), Int.of(line.kernel()));
            boolean cut = tile.equals(Counters.H) && line.kernel() > MOST_WARM_ROWS;
            return List.of(new Stmt.Loop(all, cut, note, body));
        }
        // First and last tap on the image: i*dilation >= -origin and i*dilation < in - origin, both
        // rounded up.
        Int moved =
                region.count() > 1 ? tile.times((long) region.step() * -line.stride()) : Int.of(0);
        long origin = line.firstInput(region.start());
        int dilation = line.dilation();
        Int first = moved.plus(Int.of(dilation - 1L - origin)).dividedBy(dilation);
        Int last = moved.plus(Int.of(line.in() + dilation - 1L - origin)).dividedBy(dilation);
        Var.Index from = new Var.Index(tap + "0");
        Var.Index to = new Var.Index(tap + "1");
        return List.of(
                new Stmt.LetInt(from, first.atLeast(Int.of(0))),
                new Stmt.LetInt(to, last.atMost(Int.of(line.kernel()))),
                Stmt.Loop.whole(new Axis(tap, from, to), note + ", cut to the image", body));
    }

    /**
     * All taps of the tile, grouped by the input vector they read, so that each is loaded once.
     *
     * @param complete adds what comes behind the last product of an output
     */
    private Stmt unrolledTaps(Var.Address x, Var.Address w, BiConsumer<TileBody, Output> complete) {
        TileBody tile = new TileBody(vectors, x, w, started);
        products()
                .forEach((place, products) -> {
                    for (Product product : products) {
                        Output output = product.output();
                        tile.multiply(sum(output), place, product.i().index(), product.j().index());
                        if (product.last()) {
                            complete.accept(tile, output);
                        }
                    }
                });
        return new Stmt.Unrolled(axes(), formula(x, w), tile.statements());
    }

    private Map<Place, List<Product>> products() {
        Map<Place, List<Product>> products = new TreeMap<>();
        for (Output output : outputs) {
            for (Tap i : output.row().taps()) {
                for (Tap j : output.column().taps()) {
                    products.computeIfAbsent(Place.of(i.offset(), j), place -> new ArrayList<>())
                            .add(new Product(output, i, j));
                }
            }
        }
        return products;
    }

    private List<String> axes() {
        List<String> axes = new ArrayList<>();
        axes.add("th in 0.." + rows.positions().size());
        axes.add("tw in 0.." + columns.positions().size());
        if (unrolled(rows)) {
            axes.add("i in " + TileVectors.range(rows));
        }
        if (unrolled(columns)) {
            axes.add("j in " + TileVectors.range(columns));
        }
        axes.add("lane in 0.." + schedule.lanes());
        return axes;
    }

    private String formula(Var.Address x, Var.Address w) {
        String vector = schedule.axis() == VectorAxis.WIDTH ? "tw*" + schedule.lanes() : "tw";
        String row = tapTerm("th", "i", plan.rows(), rows);
        String column = tapTerm(vector, "j", plan.columns(), columns);
        String pixel = vectors.read(x + "[" + row + ", " + column + "]");
        String i = unrolled(rows) ? "i" : "0";
        String j = unrolled(columns) ? "j" : "0";
        return "acc[th, tw] += %s * %s[%s, %s]".formatted(pixel, w, i, j);
    }

    private static String tapTerm(String position, String tap, Line line, Region region) {
        String moved = line.stride() == 1 ? position : position + "*" + line.stride();
        if (!unrolled(region)) {
            return moved;
        }
        return moved + " + " + (line.dilation() == 1 ? tap : tap + "*" + line.dilation());
    }
}
