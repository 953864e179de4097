package org.lanewise.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lanewise.schedule.Lanes;

/**
 * Emits what makes a vector along the width where outputs are several pixels apart: it keeps every
 * stride-th pixel of vectors in a row. Taps that differ in the pixel they begin at share the loads.
 *
 * @param stride columns from one output to the next, more than 1
 * @param lanes floats in a vector
 * @param masks names the mask of a load; empty where all lanes lie on the image
 */
record StridedLoad(int stride, int lanes, Function<Lanes, Optional<String>> masks) {

    /** The vectors that a position's pixels are loaded by. */
    static Stream<Lanes> parts(Lanes pixels, int lanes) {
        return pixels.of() <= lanes
                ? Stream.of(pixels)
                : IntStream.range(0, pixels.of() / lanes)
                        .mapToObj(part -> pixels.slice(part * lanes, lanes));
    }

    /**
     * Loads what was not loaded before, and selects.
     *
     * @param first where the first of the vectors in a row lies
     * @param loaded names of the vectors of the tile that were loaded before; those loaded now are
     *     added
     */
    List<Stmt> lower(Place place, Ref first, Set<String> loaded) {
        List<Integer> used =
                IntStream.range(0, lanes)
                        .map(lane -> (place.phase() + lane * stride) / lanes)
                        .distinct()
                        .boxed()
                        .toList();
        List<Stmt> body = new ArrayList<>();
        String selected = load(body, place, first, used.getFirst(), loaded);
        for (int i = 1; i < used.size(); i++) {
            int added = used.get(i);
            Optional<String> vector =
                    lanesOf(place, added).none()
                            ? Optional.empty()
                            : Optional.of(load(body, place, first, added, loaded));
            String name = i == used.size() - 1 ? place.name() : place.name() + "_to" + added;
            int atFirst = i == 1 ? used.getFirst() : -1;
            Pattern pattern = Pattern.every(stride, place.phase(), atFirst, added, lanes);
            body.add(new Stmt.Select(name, pattern, selected, vector));
            selected = name;
        }
        return body;
    }

    private String load(List<Stmt> body, Place place, Ref first, int part, Set<String> loaded) {
        String name = place.loaded("v" + part);
        if (loaded.add(name)) {
            long offset = first.offset() + (long) part * lanes * Float.BYTES;
            Ref from = new Ref(first.buffer(), first.base(), offset);
            body.add(new Stmt.Load(name, from, masks.apply(lanesOf(place, part))));
        }
        return name;
    }

    private Lanes lanesOf(Place place, int part) {
        return place.lanes().slice(part * lanes, lanes);
    }
}
