package org.lanewise.codegen.lower;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lanewise.codegen.ir.Axis;
import org.lanewise.codegen.ir.Int;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.ir.Term;
import org.lanewise.codegen.ir.Var;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Position;
import org.lanewise.schedule.Sweep;

/**
 * Emits a {@link Sweep} down a strip of columns. Between two iterations the sums of the output rows
 * that are begun are carried: {@code acc_h0} of the next row to be complete, {@code acc_h1} of the
 * one below it, and so on. What is done with the input rows between is in {@link RowBlock}s.
 */
final class SlideLowering implements TileCode {
    private final Plan plan;
    private final Sweep sweep;
    private final boolean banded;
    private final TileVectors vectors;

    SlideLowering(Plan plan, Sweep sweep, TileVectors vectors) {
        this.plan = plan;
        this.sweep = sweep;
        this.banded = plan.tasks().bands() > 1;
        this.vectors = vectors;
    }

    @Override
    public List<Integer> tapRows() {
        return IntStream.range(0, sweep.kernel()).boxed().toList();
    }

    @Override
    public List<Stmt> lower(Var.Address x, Var.Address y, Var.Address w) {
        List<Stmt> body = new ArrayList<>();
        carried().forEach(sum -> body.add(new Stmt.Let(sum, vectors.start())));
        List<Stmt> above = above(x, y, w);
        List<Stmt> below = below(x, y, w);
        if (banded) {
            above =
                    List.of(
                            new Stmt.IfEqual(
                                    Counters.R0,
                                    Int.of(0),
                                    new Stmt.Block("the first band", above),
                                    Optional.of(shared(x, w))));
            if (!below.isEmpty()) {
                below =
                        List.of(
                                new Stmt.IfEqual(
                                        Counters.R1,
                                        Int.of(sweep.loop()),
                                        new Stmt.Block("the last band", below),
                                        Optional.empty()));
            }
        }
        body.addAll(above);
        if (sweep.loop() > 0) {
            body.add(loop(x, y, w));
        }
        body.addAll(below);
        return body;
    }

    private List<Position> columns() {
        return vectors.columns().positions();
    }

    /** What comes before the loop: rows that the first output row shares, and outputs. */
    private List<Stmt> above(Var.Address x, Var.Address y, Var.Address w) {
        List<Stmt> body = new ArrayList<>();
        RowBlock rows = block(x, w, -sweep.padding(), sweep.outputs());
        rows.read(0, sweep.shared());
        body.add(new Stmt.Block("rows shared with output rows above", rows.statements()));
        for (int row = 0; row < sweep.above(); row++) {
            body.add(single(row, x, y, w));
        }
        return body;
    }

    /** The rows on the image that the first output row of a band shares with the band above. */
    private Stmt.Block shared(Var.Address x, Var.Address w) {
        Var.Address xr = new Var.Address("xr");
        List<Stmt> body = new ArrayList<>();
        body.add(
                new Stmt.LetAddress(
                        xr,
                        x,
                        List.of(new Term(Counters.R0, rowBytes() * sweep.rows())),
                        sweep.firstInput(sweep.above()) * plan.input().row()));
        RowBlock rows = block(xr, w, 0, Integer.MAX_VALUE);
        rows.read(0, sweep.shared());
        body.addAll(rows.statements());
        return new Stmt.Block("a band further down", body);
    }

    /** Output rows that complete with input rows on the image. */
    private Stmt loop(Var.Address x, Var.Address y, Var.Address w) {
        Var.Address xh = new Var.Address("xh");
        Var.Address yh = new Var.Address("yh");
        List<Stmt> body = new ArrayList<>();
        body.add(
                new Stmt.LetAddress(
                        xh,
                        x,
                        iterations(rowBytes()),
                        (sweep.firstInput(sweep.above()) + sweep.shared()) * plan.input().row()));
        body.add(
                new Stmt.LetAddress(
                        yh,
                        y,
                        iterations(plan.output().row()),
                        sweep.above() * plan.output().row()));
        body.add(new Stmt.Unrolled(axes(), formula(w), completed(xh, yh, w)));
        if (sweep.withoutLoop()) {
            return new Stmt.Block("output rows without a loop, order cwh, unroll slide", body);
        }
        Int from = banded ? Counters.R0 : Int.of(0);
        Int to = banded ? Counters.R1 : Int.of(sweep.loop());
        return Stmt.Loop.warm(new Axis(Counters.H, from, to), "order cwh, unroll slide", body);
    }

    /** How far the iterations of the loop are from each other, if there is one. */
    private List<Term> iterations(long rowBytes) {
        return sweep.withoutLoop()
                ? List.of()
                : List.of(new Term(Counters.H, rowBytes * sweep.rows()));
    }

    /** The output rows of one iteration; the names of one mean something else in the next. */
    private List<Stmt> completed(Var.Address xh, Var.Address yh, Var.Address w) {
        List<Stmt> body = new ArrayList<>();
        for (int row = 0; row < sweep.rows(); row++) {
            int first = row * sweep.stride() - sweep.shared();
            RowBlock rows = block(xh, w, first, Integer.MAX_VALUE);
            int last = sweep.below() - sweep.rows() + row;
            rows.complete(new OutputRow(yh, row * plan.output().row(), last));
            rows.carry();
            if (sweep.rows() == 1) {
                return rows.statements();
            }
            body.add(new Stmt.Block("r = " + row, rows.statements()));
        }
        return body;
    }

    private List<String> axes() {
        List<String> axes = new ArrayList<>();
        if (sweep.rows() > 1) {
            axes.add("r in 0.." + sweep.rows());
        }
        axes.add("k in " + sweep.shared() + ".." + sweep.kernel());
        axes.add("th in the rows that k belongs to");
        axes.add("tw in 0.." + columns().size());
        axes.add("j in " + TileVectors.range(vectors.columns()));
        axes.add("lane in 0.." + vectors.lanes());
        return axes;
    }

    private String formula(Var.Address w) {
        String th = sweep.stride() == 1 ? "th" : "th*" + sweep.stride();
        return "acc[th, tw] += "
                + vectors.read("xh[" + ofRow() + "k - " + sweep.shared() + ", tw, j]")
                + " * "
                + w
                + "[k - "
                + th
                + ", j]";
    }

    private String ofRow() {
        return sweep.rows() == 1
                ? ""
                : sweep.stride() == 1 ? "r + " : "r*" + sweep.stride() + " + ";
    }

    /**
     * What the loop leaves: rows that fill no iteration, and output rows that complete beyond the
     * image's lower edge.
     */
    private List<Stmt> below(Var.Address x, Var.Address y, Var.Address w) {
        return IntStream.range(sweep.below(), sweep.outputs())
                .mapToObj(row -> single(row, x, y, w))
                .toList();
    }

    /**
     * A block of rows counted from an address.
     *
     * @param origin see {@link RowBlock}
     * @param outputs likewise
     */
    private RowBlock block(Var.Address x, Var.Address w, int origin, int outputs) {
        TileBody body = new TileBody(vectors, x, w, new HashSet<>(carried()));
        return new RowBlock(sweep, vectors, body, origin, outputs);
    }

    /** Sums of output rows that are begun between two iterations. */
    private List<Var.Sum> carried() {
        return IntStream.range(0, sweep.carried())
                .boxed()
                .flatMap(row -> columns().stream().map(column -> vectors.sum(row, column)))
                .toList();
    }

    /** One output row outside the loop. */
    private Stmt single(int row, Var.Address x, Var.Address y, Var.Address w) {
        RowBlock rows = block(x, w, sweep.firstInput(row), sweep.outputs() - row);
        rows.complete(new OutputRow(y, row * plan.output().row(), row));
        rows.carry();
        return new Stmt.Block("output row " + row, rows.statements());
    }

    private long rowBytes() {
        return sweep.stride() * plan.input().row();
    }
}
