package org.lanewise.codegen.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lanewise.codegen.ir.Pattern;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.ir.Value;
import org.lanewise.codegen.ir.Var;
import org.lanewise.schedule.Position;
import org.lanewise.schedule.Strided;

/** Collects the statements of a register tile, or of some rows of one. */
final class TileBody {
    private final TileVectors vectors;
    private final Var.Address w;
    private final InputVectors pixels;
    private final Set<Var.Vector> weights = new HashSet<>();
    private final Set<Var.Sum> started;
    private final List<Stmt> body = new ArrayList<>();

    /** Of a sum the parts that are still to be moved, and by which lanes. */
    private final Map<Var.Sum, Map<List<Integer>, Var.Sum>> moved = new HashMap<>();

    /**
     * No statements yet.
     *
     * @param x where input is read
     * @param w where weights are read
     * @param started sums that have a value; those that get one are added
     */
    TileBody(TileVectors vectors, Var.Address x, Var.Address w, Set<Var.Sum> started) {
        this.vectors = vectors;
        this.w = w;
        this.pixels = new InputVectors(vectors, x);
        this.started = started;
    }

    /** The statements. */
    List<Stmt> statements() {
        return body;
    }

    /** Gives a sum that has no value yet the bias, or zero. */
    Var.Sum start(Var.Sum sum) {
        if (started.add(sum)) {
            body.add(new Stmt.Let(sum, vectors.start()));
        }
        return sum;
    }

    /** Adds the product of a pixel and the weight of a tap; loads both where they are not yet. */
    void multiply(Var.Sum sum, Place place, int i, int j) {
        Optional<Strided.Move> move = vectors.movesSum(place);
        Var.Vector pixel = pixels.at(move.map(of -> place.at(of.first())).orElse(place), body);
        Var.Vector weight = vectors.weight(i, j);
        if (vectors.reloadsWeights() && weights.add(weight)) {
            body.add(vectors.loadWeight(i, j, w));
        }
        if (move.isPresent()) {
            addMoved(sum, move.get().lanes(), new Value.Product(weight, pixel));
        } else if (!vectors.hasBias() && started.add(sum)) {
            body.add(new Stmt.Let(sum, new Value.Product(weight, pixel)));
        } else {
            start(sum);
            body.add(new Stmt.Assign(sum, new Value.MultiplyAdd(weight, pixel, sum)));
        }
    }

    private void addMoved(Var.Sum sum, List<Integer> lanes, Value.Product product) {
        Map<List<Integer>, Var.Sum> parts =
                moved.computeIfAbsent(sum, any -> new LinkedHashMap<>());
        Var.Sum part = parts.get(lanes);
        if (part == null) {
            part = new Var.Sum(sum.name() + "_m" + parts.size());
            parts.put(lanes, part);
            body.add(new Stmt.Let(part, product));
        } else {
            body.add(
                    new Stmt.Assign(
                            part, new Value.MultiplyAdd(product.left(), product.right(), part)));
        }
    }

    /** Stores a finished sum. */
    void store(Var.Sum sum, OutputRow row, Position column) {
        start(sum);
        moved.getOrDefault(sum, Map.of())
                .forEach((lanes, part) ->
                        body.add(
                                new Stmt.Assign(
                                        sum, new Value.PlusMoved(sum, Pattern.of(lanes), part))));
        body.addAll(vectors.epilogue(sum));
        body.add(vectors.store(sum, row, column));
    }

    /** Keeps the loads that follow behind the products of a sum. */
    void fence(Var.Sum sum, OutputRow row, Position column) {
        start(sum);
        body.add(new Stmt.Fence(vectors.store(sum, row, column)));
    }

    /** Gives a sum the value of another. */
    void assign(Var.Sum sum, Var.Sum value) {
        start(value);
        body.add(new Stmt.Assign(sum, value));
    }
}
