package org.lanewise.codegen.lower;

import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.lower.RowSteps.Step;
import org.lanewise.schedule.Position;
import org.lanewise.schedule.Sweep;

/**
 * Collects what a {@link Sweep} does with some input rows. A block counts them from the first tap
 * of its first output row, so that output row {@code r} of the block multiplies input row {@code k}
 * by filter row {@code k - r*stride}.
 */
final class RowBlock {
    private final Sweep sweep;
    private final TileVectors vectors;
    private final List<Position> columns;
    private final int origin;
    private final int outputs;
    private final RowSteps steps;
    private final TileBody body;

    /**
     * A block without rows yet.
     *
     * @param body where its code goes
     * @param origin the row, counted from where the body reads, that the block calls 0
     * @param outputs output rows from the block's first on; what belongs to none is left out
     */
    RowBlock(Sweep sweep, TileVectors vectors, TileBody body, int origin, int outputs) {
        this.sweep = sweep;
        this.vectors = vectors;
        this.columns = vectors.columns().positions();
        this.origin = origin;
        this.outputs = outputs;
        this.steps =
                new RowSteps(sweep, columns, vectors.filterColumns(), vectors.reloadsWeights());
        this.body = body;
    }

    /** What was collected. */
    List<Stmt> statements() {
        return body.statements();
    }

    /** Adds input rows {@code from..to} of the block to the output rows that they belong to. */
    void read(int from, int to) {
        for (int k : onImage(from, to)) {
            for (Step step : steps.of(k, outputs)) {
                if (step instanceof Step.Product product) {
                    multiply(k, product);
                }
            }
        }
    }

    private List<Integer> onImage(int from, int to) {
        return IntStream.range(from, to).filter(k -> sweep.onImage(origin + k)).boxed().toList();
    }

    private void multiply(int k, Step.Product product) {
        body.multiply(
                vectors.sum(product.outputRow(), product.column()),
                Place.of(origin + k, product.tap()),
                product.filterRow(),
                product.tap().index());
    }

    /**
     * Completes the block's first output row: its new input rows, its stores. Each column is stored
     * as soon as it is complete, for the reason that {@link TileLowering} gives.
     */
    void complete(OutputRow output) {
        List<Integer> rows = onImage(sweep.shared(), sweep.kernel());
        for (int k : rows) {
            for (Step step : steps.of(k, outputs)) {
                switch (step) {
                    case Step.Product product -> multiply(k, product);
                    case Step.Complete(Position column) -> {
                        if (k == rows.getLast()) {
                            store(column, output);
                        }
                    }
                    case Step.GoesOn(Position column) ->
                            body.fence(vectors.sum(0, column), output, column);
                }
            }
        }
        columns.stream()
                .filter(column -> rows.isEmpty() || column.taps().isEmpty())
                .forEach(column -> store(column, output));
    }

    private void store(Position column, OutputRow output) {
        body.store(vectors.sum(0, column), output, column);
    }

    /** Hands the rows that were begun to the next block. */
    void carry() {
        int begun = Math.min(sweep.carried(), outputs - 1);
        for (int row = 0; row < begun; row++) {
            for (Position column : columns) {
                body.assign(vectors.sum(row, column), vectors.sum(row + 1, column));
            }
        }
    }
}
