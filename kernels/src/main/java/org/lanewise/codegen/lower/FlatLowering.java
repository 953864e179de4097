package org.lanewise.codegen.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lanewise.codegen.ir.Axis;
import org.lanewise.codegen.ir.Buffer;
import org.lanewise.codegen.ir.Int;
import org.lanewise.codegen.ir.Pattern;
import org.lanewise.codegen.ir.Ref;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.ir.Term;
import org.lanewise.codegen.ir.Value;
import org.lanewise.codegen.ir.Var;
import org.lanewise.schedule.Flat;
import org.lanewise.schedule.Lanes;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Position;

/**
 * Emits all outputs of a {@link Flat}, vector behind vector. A vector is finished by the one after
 * it, which holds the neighbours of its last outputs.
 */
final class FlatLowering implements TileCode {
    /** The shift of the sum that is the output's own. */
    private static final int UNMOVED = 0;

    private final Plan plan;
    private final Flat flat;
    private final TileVectors vectors;
    private final Position column;
    private final List<Integer> shifts;

    FlatLowering(Plan plan, Flat flat, TileVectors vectors) {
        this.plan = plan;
        this.flat = flat;
        this.vectors = vectors;
        this.column = vectors.columns().positions().getFirst();
        this.shifts = flat.shifts();
    }

    /**
     * Where vectors are read and written.
     *
     * @param first the vector at the address that is read from
     * @param stored the one at the address that is written to
     */
    private record At(Var.Address x, Var.Address y, int first, int stored) {}

    /**
     * A vector whose products are added up.
     *
     * @param own the sum that is stored
     * @param sums all sums, by their shift
     * @param moved those that are moved, as lanes are selected from
     */
    private record Begun(
            int vector, Var.Sum own, Map<Integer, Var.Sum> sums, Map<Integer, Var.Moved> moved) {
        Optional<Var.Moved> moved(int shift) {
            return Optional.ofNullable(moved.get(shift));
        }
    }

    @Override
    public List<Integer> tapRows() {
        return IntStream.range(0, plan.rows().kernel()).boxed().toList();
    }

    @Override
    public List<Stmt> lower(Var.Address x, Var.Address y, Var.Address w) {
        List<Stmt> body = new ArrayList<>(weights(w));
        At at = new At(x, y, 0, 0);
        boolean loops = flat.iterations() > 0;
        int begin = loops ? flat.loopStart() : flat.vectors();
        List<Stmt> first = new ArrayList<>();
        Begun last = vectors(0, begin, at, Optional.empty(), first);
        if (loops) {
            body.add(unrolled("0.." + begin, at, w, first));
            last = loop(at, w, last, body);
            first = new ArrayList<>();
            begin = flat.loopEnd();
            if (begin < flat.vectors()) {
                last = vectors(begin, flat.vectors(), at, Optional.of(last), first);
            }
        } else {
            begin = 0;
        }
        finish(last, Optional.empty(), at, first);
        if (begin < flat.vectors()) {
            body.add(unrolled(begin + ".." + flat.vectors(), at, w, first));
        } else {
            body.addAll(first);
        }
        return body;
    }

    private List<Stmt> weights(Var.Address w) {
        if (!vectors.reloadsWeights()) {
            return List.of();
        }
        return tapRows().stream()
                .flatMap(i -> flat.filterColumns().stream().map(j -> vectors.loadWeight(i, j, w)))
                .toList();
    }

    /** Some vectors one after the other, at least one. */
    private Begun vectors(int from, int to, At at, Optional<Begun> before, List<Stmt> body) {
        Begun last = next(from, before, at, body);
        for (int vector = from + 1; vector < to; vector++) {
            last = next(vector, Optional.of(last), at, body);
        }
        return last;
    }

    /** The periods that read nothing beside the image; sums of the last vector are handed on. */
    private Begun loop(At at, Var.Address w, Begun before, List<Stmt> body) {
        Map<Integer, Var.Sum> carried = new LinkedHashMap<>();
        before.sums()
                .forEach((shift, sum) -> {
                    Var.Sum name = new Var.Sum("acc_c" + carried.size());
                    carried.put(shift, name);
                    body.add(new Stmt.Let(name, sum));
                });
        int start = flat.loopStart();
        int end = start + flat.iteration();
        At inside =
                new At(
                        new Var.Address(at.x().name() + "h"),
                        new Var.Address(at.y().name() + "h"),
                        start,
                        start - 1);
        List<Term> terms = List.of(new Term(Counters.H, bytes(flat.iteration())));
        List<Stmt> iteration = new ArrayList<>();
        iteration.add(new Stmt.LetAddress(inside.x(), at.x(), terms, bytes(start)));
        iteration.add(new Stmt.LetAddress(inside.y(), at.y(), terms, bytes(start - 1)));
        List<Stmt> code = new ArrayList<>();
        Begun last =
                vectors(start, end, inside, Optional.of(begun(start - 1, carried, code)), code);
        carried.forEach((shift, name) ->
                code.add(new Stmt.Assign(name, Objects.requireNonNull(last.sums().get(shift)))));
        iteration.add(unrolled(start + ".." + end, inside, w, code));
        Axis axis = new Axis(Counters.H, Int.of(0), Int.of(flat.iterations()));
        body.add(Stmt.Loop.warm(axis, "unroll flat", iteration));
        return begun(flat.loopEnd() - 1, carried, body);
    }

    private Begun begun(int vector, Map<Integer, Var.Sum> sums, List<Stmt> body) {
        Map<Integer, Var.Moved> moved = new LinkedHashMap<>();
        sums.forEach((shift, sum) -> {
            if (shift != UNMOVED) {
                Var.Moved name = new Var.Moved(sum.name() + "_i");
                body.add(new Stmt.Let(name, sum));
                moved.put(shift, name);
            }
        });
        return new Begun(vector, Objects.requireNonNull(sums.get(UNMOVED)), sums, moved);
    }

    /** Adds up the products of a vector, and finishes the one before. */
    private Begun next(int vector, Optional<Begun> before, At at, List<Stmt> body) {
        Begun begun = begun(vector, products(vector, at, body), body);
        for (int shift : shifts) {
            if (shift < UNMOVED) {
                Optional<Var.Moved> first = before.flatMap(last -> last.moved(shift));
                join(begun, shift, first, begun.moved(shift), body);
            }
        }
        before.ifPresent(last -> finish(last, Optional.of(begun), at, body));
        return begun;
    }

    private void finish(Begun begun, Optional<Begun> next, At at, List<Stmt> body) {
        for (int shift : shifts) {
            if (shift > UNMOVED) {
                Optional<Var.Moved> second = next.flatMap(other -> other.moved(shift));
                join(begun, shift, begun.moved(shift), second, body);
            }
        }
        body.addAll(vectors.epilogue(begun.own()));
        body.add(
                new Stmt.Store(
                        begun.own(),
                        new Ref(Buffer.OUTPUT, at.y(), bytes(begun.vector() - at.stored())),
                        vectors.storeMask(flat.stored(begun.vector()))));
    }

    /** Adds what lies some lanes on in the same row; that may be nothing. */
    private void join(
            Begun begun,
            int shift,
            Optional<Var.Moved> first,
            Optional<Var.Moved> second,
            List<Stmt> body) {
        long lanes = flat.inRow(begun.vector(), shift);
        if (lanes != 0) {
            Pattern pattern = Pattern.of(flat.moved(shift));
            body.add(
                    new Stmt.Assign(
                            begun.own(),
                            new Value.PlusJoined(
                                    begun.own(), pattern, first, second, vectors.mask(lanes))));
        }
    }

    /** The sums of a vector by their shift. */
    private Map<Integer, Var.Sum> products(int vector, At at, List<Stmt> body) {
        Map<Integer, Var.Sum> sums = new LinkedHashMap<>();
        Var.Sum own = vectors.sum(vector, column);
        if (vectors.hasBias()) {
            body.add(new Stmt.Let(own, vectors.start()));
            sums.put(UNMOVED, own);
        }
        for (int i : tapRows()) {
            Lanes loaded = flat.loaded(vector, i);
            if (!loaded.none()) {
                Var.Vector pixel = load(vector, i, loaded, at, body);
                for (int j : flat.filterColumns()) {
                    add(
                            sums,
                            flat.shift(j),
                            own,
                            new Value.Product(vectors.weight(i, j), pixel),
                            body);
                }
            }
        }
        for (int shift : shifts) {
            if (!sums.containsKey(shift)) {
                Var.Sum zero = named(own, shift, sums);
                sums.put(shift, zero);
                body.add(new Stmt.Let(zero, new Value.Zero()));
            }
        }
        return sums;
    }

    private Var.Vector load(int vector, int i, Lanes loaded, At at, List<Stmt> body) {
        Var.Vector pixel = new Var.Vector("x_" + vector + "_" + i);
        long offset = bytes(vector - at.first()) + flat.fromOutput(i) * Float.BYTES;
        Ref from = new Ref(Buffer.INPUT, at.x(), offset);
        body.add(new Stmt.Let(pixel, new Value.Load(from, vectors.loadMask(loaded))));
        return pixel;
    }

    private static void add(
            Map<Integer, Var.Sum> sums,
            int shift,
            Var.Sum own,
            Value.Product product,
            List<Stmt> body) {
        Var.Sum known = sums.get(shift);
        if (known == null) {
            Var.Sum begins = named(own, shift, sums);
            sums.put(shift, begins);
            body.add(new Stmt.Let(begins, product));
        } else {
            body.add(
                    new Stmt.Assign(
                            known, new Value.MultiplyAdd(product.left(), product.right(), known)));
        }
    }

    private static Var.Sum named(Var.Sum own, int shift, Map<Integer, Var.Sum> sums) {
        return shift == UNMOVED ? own : new Var.Sum(own.name() + "_m" + sums.size());
    }

    private long bytes(int vectors) {
        return (long) vectors * this.vectors.lanes() * Float.BYTES;
    }

    private Stmt unrolled(String range, At at, Var.Address w, List<Stmt> body) {
        String tap = plan.rows().dilation() == 1 ? "i" : "i*" + plan.rows().dilation();
        return new Stmt.Unrolled(
                List.of(
                        "v in " + range,
                        "i in 0.." + plan.rows().kernel(),
                        "j in 0.." + plan.columns().kernel(),
                        "lane in 0.." + vectors.lanes()),
                "acc[v] += moved("
                        + at.x()
                        + "[v, row + "
                        + tap
                        + "] * "
                        + w
                        + "[i, j], shift(j)), which finishes acc[v - 1]",
                body);
    }
}
