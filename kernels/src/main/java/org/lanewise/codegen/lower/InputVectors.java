package org.lanewise.codegen.lower;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lanewise.codegen.ir.Buffer;
import org.lanewise.codegen.ir.Pattern;
import org.lanewise.codegen.ir.Ref;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.ir.Value;
import org.lanewise.codegen.ir.Var;
import org.lanewise.schedule.Lanes;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Strided;

/**
 * The input vectors that some statements have loaded so far. Along the width, where outputs are
 * several pixels apart, a vector keeps every stride-th pixel of vectors in a row, which taps that
 * differ in the pixel they begin at share, or is made of others, see {@link Strided}.
 */
final class InputVectors {
    private final TileVectors vectors;
    private final Plan plan;
    private final int lanes;
    private final int stride;
    private final Var.Address x;
    private final Map<Place, Var.Vector> named = new HashMap<>();
    private final Map<String, Var.Moved> loaded = new HashMap<>();

    /**
     * None yet.
     *
     * @param x where places are counted from
     */
    InputVectors(TileVectors vectors, Var.Address x) {
        this.vectors = vectors;
        this.plan = vectors.plan();
        this.lanes = vectors.lanes();
        this.stride = plan.columns().stride();
        this.x = x;
    }

    /** The vectors that a position's pixels are loaded by. */
    static Stream<Lanes> loads(Lanes pixels, int lanes) {
        return pixels.of() <= lanes
                ? Stream.of(pixels)
                : IntStream.range(0, pixels.of() / lanes)
                        .mapToObj(part -> pixels.slice(part * lanes, lanes));
    }

    /** The vector at a place, loaded by statements that are added where it was not before. */
    Var.Vector at(Place place, List<Stmt> body) {
        Var.Vector known = named.get(place);
        if (known != null) {
            return known;
        }
        Var.Vector vector = new Var.Vector(place.name());
        named.put(place, vector);
        if (vectors.selects()) {
            select(vector, place, body);
        } else if (plan.spreads()) {
            Var.Vector all = new Var.Vector(place.loaded("all"));
            body.add(load(all, place, 0, place.lanes()));
            body.add(new Stmt.Let(vector, new Value.Spread(vectors.laneNumbers(), all)));
        } else {
            body.add(load(vector, place, 0, place.lanes()));
        }
        return vector;
    }

    private Stmt load(Var.Vector vector, Place place, int part, Lanes real) {
        Buffer buffer = plan.copies() ? Buffer.SCRATCH : Buffer.INPUT;
        long offset =
                place.row() * plan.input().row()
                        + place.column() * plan.input().pixel()
                        + (long) part * lanes * Float.BYTES;
        return new Stmt.Let(
                vector, new Value.Load(new Ref(buffer, x, offset), vectors.loadMask(real)));
    }

    private void select(Var.Vector vector, Place place, List<Stmt> body) {
        Optional<Strided.Move> move = vectors.strided().move(place.pixels());
        if (vectors.strided().moved(place.pixels())) {
            body.add(new Stmt.Let(vector, picked(place, body)));
        } else if (move.isPresent()) {
            body.add(new Stmt.Let(vector, moved(move.get(), place, body)));
        } else {
            body.add(new Stmt.Let(vector, picks(place, body)));
        }
    }

    /** A vector that others are made of. */
    private Var.Moved picked(Place place, List<Stmt> body) {
        Var.Moved known = loaded.get(place.picked());
        if (known != null) {
            return known;
        }
        Var.Moved vector = new Var.Moved(place.picked());
        body.add(new Stmt.Let(vector, picks(place, body)));
        loaded.put(place.picked(), vector);
        return vector;
    }

    private Value.Select moved(Strided.Move move, Place place, List<Stmt> body) {
        Var.Moved first = picked(place.at(move.first()), body);
        Optional<Var.Moved> second = move.second().map(from -> picked(place.at(from), body));
        return new Value.Select(Pattern.of(move.lanes()), first, second);
    }

    /** The last step of a selection from what is loaded; adds those before it. */
    private Value.Select picks(Place place, List<Stmt> body) {
        List<Integer> used =
                IntStream.range(0, lanes)
                        .map(lane -> (place.phase() + lane * stride) / lanes)
                        .distinct()
                        .boxed()
                        .toList();
        Var.Moved selected = part(place, used.getFirst(), body);
        for (int i = 1; i < used.size() - 1; i++) {
            Var.Moved next = new Var.Moved(place.name() + "_to" + used.get(i));
            body.add(new Stmt.Let(next, select(place, used, i, selected, body)));
            selected = next;
        }
        return select(place, used, used.size() - 1, selected, body);
    }

    /** A step of a selection, which takes lanes from {@code used.get(i)}, too. */
    private Value.Select select(
            Place place, List<Integer> used, int i, Var.Moved selected, List<Stmt> body) {
        int added = used.get(i);
        Optional<Var.Moved> second =
                lanesOf(place, added).none()
                        ? Optional.empty()
                        : Optional.of(part(place, added, body));
        int atFirst = i == 1 ? used.getFirst() : -1;
        return new Value.Select(
                Pattern.every(stride, place.phase(), atFirst, added, lanes), selected, second);
    }

    /** One of the vectors in a row. */
    private Var.Moved part(Place place, int part, List<Stmt> body) {
        return loaded.computeIfAbsent(
                place.loaded("v" + part),
                name -> {
                    Var.Moved vector = new Var.Moved(name);
                    body.add(load(vector, place, part, lanesOf(place, part)));
                    return vector;
                });
    }

    private Lanes lanesOf(Place place, int part) {
        return place.lanes().slice(part * lanes, lanes);
    }
}
