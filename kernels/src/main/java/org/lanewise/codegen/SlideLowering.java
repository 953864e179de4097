package org.lanewise.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lanewise.schedule.Position;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.Strides;
import org.lanewise.schedule.Sweep;
import org.lanewise.workload.Workload;

/**
 * Emits a {@link Sweep} down a strip of columns. Between two iterations the accumulators of the
 * output rows that are begun are carried: {@code acc_h0} of the next row to be complete, {@code
 * acc_h1} of the one below it, and so on. What is done with the input rows between is in {@link
 * RowBlock}s.
 */
final class SlideLowering implements TileCode {
    private final Sweep sweep;
    private final boolean banded;
    private final Schedule schedule;
    private final Strides input;
    private final Strides output;
    private final TileVectors vectors;

    SlideLowering(
            Workload workload,
            Schedule schedule,
            Sweep sweep,
            boolean banded,
            TileVectors vectors) {
        this.sweep = sweep;
        this.banded = banded;
        this.schedule = schedule;
        this.input = Strides.input(workload, schedule);
        this.output = Strides.output(workload, schedule);
        this.vectors = vectors;
    }

    @Override
    public List<Integer> tapRows() {
        return IntStream.range(0, sweep.kernel()).boxed().toList();
    }

    @Override
    public List<Stmt> lower(String x, String y, String w) {
        List<Stmt> body = new ArrayList<>();
        for (int row = 0; row < sweep.carried(); row++) {
            for (Position column : columns()) {
                body.add(vectors.start(TileVectors.accumulator(row, column)));
            }
        }
        List<Stmt> above = above(x, y, w);
        List<Stmt> below = below(x, y, w);
        if (!banded) {
            body.addAll(above);
            body.addAll(loop(x, y, w));
            body.addAll(below);
            return body;
        }
        body.add(
                new Stmt.IfEqual(
                        Int.of("r0"),
                        Int.of(0),
                        new Stmt.Block("the first band", above),
                        Optional.of(new Stmt.Block("a band further down", shared(x, w)))));
        body.addAll(loop(x, y, w));
        if (!below.isEmpty()) {
            body.add(
                    new Stmt.IfEqual(
                            Int.of("r1"),
                            Int.of(sweep.loop()),
                            new Stmt.Block("the last band", below),
                            Optional.empty()));
        }
        return body;
    }

    private List<Position> columns() {
        return vectors.columns().positions();
    }

    /** What comes before the loop: rows that the first output row shares, and outputs. */
    private List<Stmt> above(String x, String y, String w) {
        List<Stmt> body = new ArrayList<>();
        RowBlock rows = new RowBlock(sweep, vectors, x, -sweep.padding(), w, sweep.outputs());
        rows.read(0, sweep.shared());
        body.add(new Stmt.Block("rows shared with output rows above", rows.body()));
        for (int row = 0; row < sweep.above(); row++) {
            body.add(single(row, x, y, w));
        }
        return body;
    }

    /** The rows on the image that the first output row of a band shares with the band above. */
    private List<Stmt> shared(String x, String w) {
        List<Stmt> body = new ArrayList<>();
        body.add(
                new Stmt.LetAddress(
                        "xr",
                        x,
                        List.of(new Term(Int.of("r0"), rowBytes())),
                        sweep.firstInput(sweep.above()) * input.row()));
        RowBlock rows = new RowBlock(sweep, vectors, "xr", 0, w, Integer.MAX_VALUE);
        rows.read(0, sweep.shared());
        body.addAll(rows.body());
        return body;
    }

    private List<Stmt> loop(String x, String y, String w) {
        if (sweep.loop() == 0) {
            return List.of();
        }
        List<Stmt> body = new ArrayList<>();
        int first = sweep.shared();
        body.add(
                new Stmt.LetAddress(
                        "xh",
                        x,
                        List.of(new Term(Int.of("h"), rowBytes())),
                        (sweep.firstInput(sweep.above()) + first) * input.row()));
        body.add(
                new Stmt.LetAddress(
                        "yh",
                        y,
                        List.of(new Term(Int.of("h"), output.row())),
                        sweep.above() * output.row()));
        RowBlock rows = new RowBlock(sweep, vectors, "xh", -first, w, Integer.MAX_VALUE);
        rows.complete("yh", 0);
        rows.carry();
        body.add(new Stmt.Unrolled(axes(), formula(w), rows.body()));
        String note = "order cwh, unroll slide";
        return banded
                ? Stmt.Loop.warm("h", Int.of("r0"), Int.of("r1"), note, body)
                : List.of(Stmt.Loop.warm("h", sweep.loop(), note, body));
    }

    private List<String> axes() {
        List<String> axes = new ArrayList<>();
        axes.add("k in " + sweep.shared() + ".." + sweep.kernel());
        axes.add("th in the rows that k belongs to");
        axes.add("tw in 0.." + columns().size());
        axes.add("j in " + TileVectors.range(vectors.columns()));
        axes.add("lane in 0.." + schedule.lanes());
        return axes;
    }

    private String formula(String w) {
        String th = sweep.stride() == 1 ? "th" : "th*" + sweep.stride();
        return "acc[th, tw] += "
                + vectors.read("xh[k - " + sweep.shared() + ", tw, j]")
                + " * "
                + w
                + "[k - "
                + th
                + ", j]";
    }

    /** What the loop leaves: output rows that complete beyond the image's lower edge. */
    private List<Stmt> below(String x, String y, String w) {
        return IntStream.range(sweep.below(), sweep.outputs())
                .mapToObj(row -> (Stmt) single(row, x, y, w))
                .toList();
    }

    /** One output row outside the loop. */
    private Stmt.Block single(int row, String x, String y, String w) {
        RowBlock rows =
                new RowBlock(sweep, vectors, x, sweep.firstInput(row), w, sweep.outputs() - row);
        rows.complete(y, row * output.row());
        rows.carry();
        return new Stmt.Block("output row " + row, rows.body());
    }

    private long rowBytes() {
        return sweep.stride() * input.row();
    }
}
