package org.lanewise.codegen.lower;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.lanewise.schedule.Position;
import org.lanewise.schedule.Sweep;
import org.lanewise.schedule.Tap;

/**
 * In which order a {@link Sweep} multiplies an input row. Weights that are held in registers leave
 * few for pixels, so each pixel is multiplied by all of its weights at once; weights that are
 * loaded anew are loaded one filter column after the other, and each is multiplied by all of its
 * pixels at once.
 *
 * @param columns output columns of the tile
 * @param filterColumns those of the filter, in the order in which weights are loaded anew
 * @param byWeight whether they are
 */
record RowSteps(
        Sweep sweep, List<Position> columns, List<Integer> filterColumns, boolean byWeight) {
    /** What is done next. */
    sealed interface Step {
        /** A pixel is multiplied for an output row that meets the input row with a filter row. */
        record Product(int outputRow, int filterRow, Position column, Tap tap) implements Step {}

        /** An output column needs no further pixel of the input row. */
        record Complete(Position column) implements Step {}

        /** A filter column is done, and this output column is not. */
        record GoesOn(Position column) implements Step {}
    }

    /** A pixel of an output column. */
    private record Use(Position column, Tap tap) {}

    /**
     * The steps of one input row.
     *
     * @param k the row, counted from the first tap of output row 0
     * @param outputs output rows; what belongs to none is left out
     */
    List<Step> of(int k, int outputs) {
        return byWeight ? byWeight(k, outputs) : byPixel(k, outputs);
    }

    private List<Step> byPixel(int k, int outputs) {
        Map<Place, List<Use>> pixels = new TreeMap<>();
        for (Position column : columns) {
            for (Tap tap : column.taps()) {
                pixels.computeIfAbsent(Place.of(0, tap), place -> new ArrayList<>())
                        .add(new Use(column, tap));
            }
        }
        List<Step> steps = new ArrayList<>();
        for (Use use : pixels.values().stream().flatMap(List::stream).toList()) {
            outputRows(k, outputs).forEach(row -> steps.add(product(k, row, use)));
            if (use.tap().equals(use.column().taps().getLast())) {
                steps.add(new Step.Complete(use.column()));
            }
        }
        return steps;
    }

    private List<Step> byWeight(int k, int outputs) {
        List<Step> steps = new ArrayList<>();
        for (int j : filterColumns) {
            List<Use> uses = usesOf(j);
            outputRows(k, outputs)
                    .forEach(row -> uses.forEach(use -> steps.add(product(k, row, use))));
            uses.stream()
                    .filter(use -> last(use.column()) == j)
                    .forEach(use -> steps.add(new Step.Complete(use.column())));
            uses.stream()
                    .filter(use -> last(use.column()) != j)
                    .findFirst()
                    .ifPresent(use -> steps.add(new Step.GoesOn(use.column())));
        }
        return steps;
    }

    private List<Use> usesOf(int j) {
        return columns.stream()
                .flatMap(column ->
                        column.taps().stream()
                                .filter(tap -> tap.index() == j)
                                .map(tap -> new Use(column, tap)))
                .toList();
    }

    /** The filter column whose weights are loaded last of those that a column needs. */
    private int last(Position column) {
        return column.taps().stream()
                .map(Tap::index)
                .max(Comparator.comparingInt(filterColumns::indexOf))
                .orElseThrow();
    }

    private Step product(int k, int row, Use use) {
        return new Step.Product(row, k - row * sweep.stride(), use.column(), use.tap());
    }

    /** The output rows that an input row belongs to. */
    private IntStream outputRows(int k, int outputs) {
        return IntStream.rangeClosed(0, Math.min(outputs - 1, k / sweep.stride()))
                .filter(row -> k - row * sweep.stride() < sweep.kernel());
    }
}
