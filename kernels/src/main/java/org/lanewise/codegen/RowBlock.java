package org.lanewise.codegen;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.lanewise.schedule.Position;
import org.lanewise.schedule.Sweep;
import org.lanewise.schedule.Tap;

/**
 * Collects what a {@link Sweep} does with some input rows. A block counts them from the first tap
 * of its first output row, so that output row {@code r} of the block multiplies input row {@code k}
 * by filter row {@code k - r*stride}.
 */
final class RowBlock {
    private final Sweep sweep;
    private final TileVectors vectors;
    private final String x;
    private final int origin;
    private final String w;
    private final int outputs;
    private final List<Stmt> body = new ArrayList<>();
    private final Set<String> started = new HashSet<>();
    private final Set<String> weights = new HashSet<>();
    private final Set<String> pixels = new HashSet<>();

    /**
     * A block without rows yet.
     *
     * @param x name of the address that rows are counted from
     * @param origin the row, counted from there, that the block calls 0
     * @param outputs output rows from the block's first on; what belongs to none is left out
     */
    RowBlock(Sweep sweep, TileVectors vectors, String x, int origin, String w, int outputs) {
        this.sweep = sweep;
        this.vectors = vectors;
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

    /** What was collected. */
    List<Stmt> body() {
        return body;
    }

    private List<Position> columns() {
        return vectors.columns().positions();
    }

    /** Adds input rows {@code from..to} of the block to the output rows that they belong to. */
    void read(int from, int to) {
        onImage(from, to).forEach(k -> read(k, Between.NOTHING));
    }

    private IntStream onImage(int from, int to) {
        return IntStream.range(from, to).filter(k -> sweep.onImage(origin + k));
    }

    /**
     * Adds an input row. Weights that are held in registers leave few for pixels, so each pixel is
     * multiplied by all of its weights at once; weights that are loaded anew are loaded one filter
     * column after the other, and each is multiplied by all of its pixels at once.
     */
    private void read(int k, Between between) {
        if (vectors.reloadsWeights()) {
            readByWeight(k, between);
        } else {
            readByPixel(k, between);
        }
    }

    private void readByPixel(int k, Between between) {
        Map<Place, List<Use>> uses = new TreeMap<>();
        for (Position column : columns()) {
            for (Tap tap : column.taps()) {
                Use use = new Use(column, tap, tap.equals(column.taps().getLast()));
                uses.computeIfAbsent(use.place(origin + k), place -> new ArrayList<>()).add(use);
            }
        }
        Map<Integer, Integer> rows = filterRows(k);
        uses.forEach((place, users) -> {
            body.addAll(vectors.load(place, x, pixels));
            for (Use use : users) {
                rows.forEach((row, i) -> multiply(row, i, use, place.name()));
                if (use.last()) {
                    between.columnIsComplete(use.column());
                }
            }
        });
    }

    private void readByWeight(int k, Between between) {
        Set<Place> loaded = new HashSet<>();
        Map<Integer, Integer> rows = filterRows(k);
        List<Integer> filterColumns = vectors.filterColumns();
        for (int j : filterColumns) {
            List<Use> uses = usesOf(j, filterColumns);
            rows.forEach((row, i) -> {
                for (Use use : uses) {
                    Place place = use.place(origin + k);
                    if (loaded.add(place)) {
                        body.addAll(vectors.load(place, x, pixels));
                    }
                    multiply(row, i, use, place.name());
                }
            });
            uses.stream().filter(Use::last).forEach(use -> between.columnIsComplete(use.column()));
            uses.stream()
                    .filter(use -> !use.last())
                    .findFirst()
                    .ifPresent(use -> between.columnGoesOn(use.column()));
        }
    }

    private List<Use> usesOf(int j, List<Integer> filterColumns) {
        List<Integer> later =
                filterColumns.subList(filterColumns.indexOf(j) + 1, filterColumns.size());
        List<Use> uses = new ArrayList<>();
        for (Position column : columns()) {
            boolean last = column.taps().stream().noneMatch(tap -> later.contains(tap.index()));
            column.taps().stream()
                    .filter(tap -> tap.index() == j)
                    .forEach(tap -> uses.add(new Use(column, tap, last)));
        }
        return uses;
    }

    /** The output rows that an input row belongs to, each with the filter row it meets there. */
    private Map<Integer, Integer> filterRows(int k) {
        Map<Integer, Integer> rows = new TreeMap<>();
        for (int row = 0; row < outputs && row * sweep.stride() <= k; row++) {
            int i = k - row * sweep.stride();
            if (i < sweep.kernel()) {
                rows.put(row, i);
            }
        }
        return rows;
    }

    private void multiply(int row, int i, Use use, String pixel) {
        String weight = TileVectors.weight(i, use.tap().index());
        if (vectors.reloads(weight, weights)) {
            body.add(vectors.weight(i, use.tap().index(), w));
        }
        multiply(TileVectors.accumulator(row, use.column()), weight, pixel);
    }

    private void multiply(String acc, String weight, String pixel) {
        boolean first = started.add(acc);
        if (first && vectors.bias()) {
            body.add(vectors.start(acc));
        }
        body.add(
                first && !vectors.bias()
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
     * Completes the block's first output row: its new input rows, its stores. Each column is stored
     * as soon as it is complete, for the reason that {@link TileLowering} gives.
     */
    void complete(String y, long rowBytes) {
        List<Integer> rows = onImage(sweep.shared(), sweep.kernel()).boxed().toList();
        for (int k : rows) {
            read(k, new Completion(y, rowBytes, k == rows.getLast()));
        }
        columns().stream()
                .filter(column -> rows.isEmpty() || column.taps().isEmpty())
                .forEach(column -> store(column, y, rowBytes));
    }

    /** Stores the columns of the first output row, or what there is of them. */
    private final class Completion implements Between {
        private final String y;
        private final long rowBytes;
        private final boolean lastRow;

        Completion(String y, long rowBytes, boolean lastRow) {
            this.y = y;
            this.rowBytes = rowBytes;
            this.lastRow = lastRow;
        }

        @Override
        public void columnIsComplete(Position column) {
            if (lastRow) {
                store(column, y, rowBytes);
            }
        }

        @Override
        public void columnGoesOn(Position column) {
            body.add(vectors.fence(start(0, column), y, rowBytes, column));
        }
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

    /**
     * What a pixel is used for: a tap of an output column.
     *
     * @param last whether the column needs no further pixel of a row
     */
    private record Use(Position column, Tap tap, boolean last) {
        Place place(int row) {
            return new Place(row, tap.offset(), tap.phase(), tap.lanes());
        }
    }

    /** What is done between the products of an input row: by default nothing. */
    private interface Between {
        Between NOTHING = new Between() {};

        /** A column needs no further pixel of the row. */
        default void columnIsComplete(Position column) {}

        /** A filter column is done, and this column is not. */
        default void columnGoesOn(Position column) {}
    }
}
