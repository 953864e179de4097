package org.lanewise.codegen.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.lanewise.codegen.ir.Buffer;
import org.lanewise.codegen.ir.Pattern;
import org.lanewise.codegen.ir.Ref;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.ir.Value;
import org.lanewise.codegen.ir.Var;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Plane;
import org.lanewise.schedule.Position;

/**
 * Emits all outputs of a {@link Plane}. Vectors of outputs come from the top down, each stored
 * before the next begins, so that what a store writes beyond its rows is written over.
 */
final class PlaneLowering implements TileCode {
    private final Plan plan;
    private final Plane plane;
    private final TileVectors vectors;
    private final Position column;
    private final Map<String, Var.Vector> pixels = new HashMap<>();
    private final Map<Integer, Var.Moved> rows = new HashMap<>();
    private final Set<Var.Vector> weights = new HashSet<>();
    private final List<Stmt> body = new ArrayList<>();

    PlaneLowering(Plan plan, Plane plane, TileVectors vectors) {
        this.plan = plan;
        this.plane = plane;
        this.vectors = vectors;
        this.column = vectors.columns().positions().getFirst();
    }

    @Override
    public List<Integer> tapRows() {
        return IntStream.range(0, plan.rows().kernel()).boxed().toList();
    }

    @Override
    public List<Stmt> lower(Var.Address x, Var.Address y, Var.Address w) {
        for (int first : plane.firstRows()) {
            Var.Sum sum = vectors.sum(first, column);
            Map<Integer, Var.Sum> sums = products(first, sum, x, w);
            if (!sums.containsKey(0)) {
                body.add(new Stmt.Let(sum, vectors.start()));
            }
            sums.forEach((shift, part) -> {
                if (shift != 0) {
                    Pattern pattern = Pattern.of(plane.moved(shift));
                    body.add(new Stmt.Assign(sum, new Value.PlusMoved(sum, pattern, part)));
                }
            });
            body.addAll(vectors.epilogue(sum));
            body.add(store(sum, first, y));
        }
        return List.of(new Stmt.Unrolled(axes(), formula(x, w), body));
    }

    /** The sum for each shift; of none it is the outputs' own. */
    private Map<Integer, Var.Sum> products(int first, Var.Sum sum, Var.Address x, Var.Address w) {
        Map<Integer, Var.Sum> sums = new LinkedHashMap<>();
        for (int i = 0; i < plan.rows().kernel(); i++) {
            int row = plane.inputRow(first, i);
            if (plane.onImage(row).isEmpty()) {
                continue;
            }
            for (int j : plane.filterColumns()) {
                Var.Vector pixel =
                        plane.unstrided() ? pixel(row, x) : picked(row, plane.phase(j), x);
                add(sums, plane.shift(j), sum, new Value.Product(weight(i, j, w), pixel));
            }
        }
        return sums;
    }

    private void add(Map<Integer, Var.Sum> sums, int shift, Var.Sum sum, Value.Product product) {
        Var.Sum known = sums.get(shift);
        if (known != null) {
            plus(known, product);
            return;
        }
        Var.Sum part = shift == 0 ? sum : new Var.Sum(sum.name() + "_m" + sums.size());
        sums.put(shift, part);
        if (shift == 0 && vectors.hasBias()) {
            body.add(new Stmt.Let(part, vectors.start()));
            plus(part, product);
        } else {
            body.add(new Stmt.Let(part, product));
        }
    }

    private void plus(Var.Sum sum, Value.Product product) {
        body.add(new Stmt.Assign(sum, new Value.MultiplyAdd(product.left(), product.right(), sum)));
    }

    private Var.Vector weight(int i, int j, Var.Address w) {
        Var.Vector weight = vectors.weight(i, j);
        if (vectors.reloadsWeights() && weights.add(weight)) {
            body.add(vectors.loadWeight(i, j, w));
        }
        return weight;
    }

    private Var.Vector pixel(int row, Var.Address x) {
        return pixels.computeIfAbsent(
                name("x", row),
                name -> {
                    Var.Vector vector = new Var.Vector(name);
                    body.add(load(vector, row, x));
                    return vector;
                });
    }

    /** Every stride-th pixel of the rows that a vector's rows read. */
    private Var.Vector picked(int row, int phase, Var.Address x) {
        String name = name("x", row) + "_" + phase;
        Var.Vector known = pixels.get(name);
        if (known != null) {
            return known;
        }
        List<Var.Moved> from = plane.onImage(row).stream().map(real -> loaded(real, x)).toList();
        Var.Vector vector = new Var.Vector(name);
        pixels.put(name, vector);
        body.add(
                new Stmt.Let(
                        vector,
                        new Value.Select(
                                Pattern.of(plane.picked(row, phase)),
                                from.getFirst(),
                                from.stream().skip(1).findFirst())));
        return vector;
    }

    private Var.Moved loaded(int row, Var.Address x) {
        return rows.computeIfAbsent(
                row,
                real -> {
                    Var.Moved vector = new Var.Moved(name("v", row));
                    body.add(load(vector, row, x));
                    return vector;
                });
    }

    private static String name(String what, int row) {
        return what + "_" + (row < 0 ? "m" + -row : row);
    }

    private Stmt load(Var.Vector vector, int row, Var.Address x) {
        Ref from = new Ref(Buffer.INPUT, x, row * plan.input().row());
        Optional<Var.Mask> mask =
                plane.loadsWhole(row) ? Optional.empty() : vectors.loadMask(plane.loaded(row));
        return new Stmt.Let(vector, new Value.Load(from, mask));
    }

    private Stmt store(Var.Sum sum, int first, Var.Address y) {
        Ref to = new Ref(Buffer.OUTPUT, y, first * plan.output().row());
        return new Stmt.Store(
                sum,
                to,
                plane.storesWhole(first) ? Optional.empty() : vectors.storeMask(plane.stored()));
    }

    private List<String> axes() {
        return List.of(
                "h in " + plane.firstRows(),
                "i in 0.." + plan.rows().kernel(),
                "j in 0.." + plan.columns().kernel(),
                "lane in 0.." + vectors.lanes());
    }

    private String formula(Var.Address x, Var.Address w) {
        String row = plan.rows().stride() == 1 ? "h" : "h*" + plan.rows().stride();
        String tap = plan.rows().dilation() == 1 ? "i" : "i*" + plan.rows().dilation();
        return "acc[h] += moved(" + x + "[" + row + " + " + tap + "] * " + w + "[i, j], shift(j))";
    }
}
