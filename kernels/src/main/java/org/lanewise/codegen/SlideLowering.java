package org.lanewise.codegen;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.lanewise.schedule.Position;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.Sweep;
import org.lanewise.schedule.Tap;
import org.lanewise.workload.Workload;

/**
 * Emits a {@link Sweep} down a strip of columns. Between two iterations the accumulators of the
 * output rows that are begun are carried: {@code acc_h0} of the next row to be complete, {@code
 * acc_h1} of the one below it, and so on. Blocks count their input rows from the first tap of their
 * first output row, so that an output row {@code r} of the block multiplies input row {@code k} by
 * filter row {@code k - r*stride}.
 */
final class SlideLowering implements TileCode {
    private final Sweep sweep;
    private final boolean banded;
    private final Schedule schedule;
    private final Strides input;
    private final Strides output;
    private final TileVectors vectors;
    private final boolean bias;

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
        this.bias = workload.epilogue().bias();
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
        RowBlock rows = new RowBlock(x, -sweep.padding(), w, sweep.outputs());
        rows.read(0, sweep.shared());
        body.add(new Stmt.Block("rows shared with output rows above", rows.body));
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
        RowBlock rows = new RowBlock("xr", 0, w, Integer.MAX_VALUE);
        rows.read(0, sweep.shared());
        body.addAll(rows.body);
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
        RowBlock rows = new RowBlock("xh", -first, w, Integer.MAX_VALUE);
        rows.complete("yh", 0);
        rows.carry();
        body.add(new Stmt.Unrolled(axes(), formula(w), rows.body));
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
        RowBlock rows = new RowBlock(x, sweep.firstInput(row), w, sweep.outputs() - row);
        rows.complete(y, row * output.row());
        rows.carry();
        return new Stmt.Block("output row " + row, rows.body);
    }

    private long rowBytes() {
        return sweep.stride() * input.row();
    }

    /** A pixel's use: for an output column, by filter column j. */
    private record Use(Position column, int j) {}

    /** Collects what is done with some input rows. */
    private final class RowBlock {
        private final String x;
        private final int origin;
        private final String w;
        private final int outputs;
        private final List<Stmt> body = new ArrayList<>();
        private final Set<String> started = new HashSet<>();
        private final Set<String> weights = new HashSet<>();
        private final Set<String> pixels = new HashSet<>();

        /**
         * Rows of a block.
         *
         * @param x name of the address that rows are counted from
         * @param origin the row, counted from there, that the block calls 0
         * @param outputs output rows from the block's first on; what belongs to none is left out
         */
        RowBlock(String x, int origin, String w, int outputs) {
            this.x = x;
            this.origin = origin;
            this.w = w;
            this.outputs = outputs;
            for (int row = 0; row < sweep.carried(); row++) {
                for (Position column : columns()) {
                    started.add(TileVectors.accumulator(row, column));
                }
            }
        }

        /** Adds input rows {@code from..to} of the block to the output rows that they belong to. */
        void read(int from, int to) {
            onImage(from, to).forEach(k -> read(k, column -> {}));
        }

        private IntStream onImage(int from, int to) {
            return IntStream.range(from, to).filter(k -> sweep.onImage(origin + k));
        }

        /**
         * Adds an input row.
         *
         * @param done hears of each column that needs no further pixel of it
         */
        private void read(int k, Consumer<Position> done) {
            Map<Place, List<Use>> uses = new TreeMap<>();
            for (Position column : columns()) {
                for (Tap tap : column.taps()) {
                    uses.computeIfAbsent(
                                    new Place(origin + k, tap.offset(), tap.phase(), tap.lanes()),
                                    place -> new ArrayList<>())
                            .add(new Use(column, tap.index()));
                }
            }
            uses.forEach((place, users) -> {
                body.addAll(vectors.load(place, x, pixels));
                for (Use use : users) {
                    multiply(k, use, place.name());
                    if (use.j() == use.column().taps().getLast().index()) {
                        done.accept(use.column());
                    }
                }
            });
        }

        private void multiply(int k, Use use, String pixel) {
            for (int row = 0; row < outputs && row * sweep.stride() <= k; row++) {
                int i = k - row * sweep.stride();
                if (i < sweep.kernel()) {
                    String weight = TileVectors.weight(i, use.j());
                    if (vectors.reloads(weight, weights)) {
                        body.add(vectors.weight(i, use.j(), w));
                    }
                    multiply(TileVectors.accumulator(row, use.column()), weight, pixel);
                }
            }
        }

        private void multiply(String acc, String weight, String pixel) {
            boolean first = started.add(acc);
            if (first && bias) {
                body.add(vectors.start(acc));
            }
            body.add(
                    first && !bias
                            ? new Stmt.Mul(acc, weight, pixel)
                            : new Stmt.Fma(acc, weight, pixel));
        }

        /** Names an accumulator that no input row was added to. */
        private String start(int row, Position column) {
            String acc = TileVectors.accumulator(row, column);
            if (started.add(acc)) {
                body.add(vectors.start(acc));
            }
            return acc;
        }

        /**
         * Completes the block's first output row: its new input rows, its stores. Each column is
         * stored as soon as it is complete, for the reason that {@link TileLowering} gives.
         */
        void complete(String y, long rowBytes) {
            List<Integer> rows = onImage(sweep.shared(), sweep.kernel()).boxed().toList();
            for (int k : rows) {
                boolean last = k == rows.getLast();
                read(
                        k,
                        column -> {
                            if (last) {
                                store(column, y, rowBytes);
                            }
                        });
            }
            columns().stream()
                    .filter(column -> rows.isEmpty() || column.taps().isEmpty())
                    .forEach(column -> store(column, y, rowBytes));
        }

        private void store(Position column, String y, long rowBytes) {
            body.addAll(vectors.store(start(0, column), y, rowBytes, column));
        }

        /** Hands the rows that were begun to the next block. */
        void carry() {
            int begun = Math.min(sweep.carried(), outputs - 1);
            for (int row = 0; row < begun; row++) {
                for (Position column : columns()) {
                    String next = start(row + 1, column);
                    body.add(new Stmt.Assign(TileVectors.accumulator(row, column), next));
                }
            }
        }
    }
}
