package org.lanewise.schedule;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.lanewise.workload.Line;

/**
 * What one tile of a {@link Region} meets along its dimension. A tile is the product of its rows
 * and its columns, so what it does is the product of what they meet: {@code loads = rows.inputs *
 * columns.loads}, {@code products = rows.uses * columns.uses}.
 *
 * @param outputs output positions
 * @param uses taps of all positions together
 * @param inputs distinct input positions
 * @param loads vectors loaded for them
 * @param selects vectors made of two others, where the pixels of a strided vector are picked
 * @param moves sums moved to their lanes, of all positions together
 * @param taps distinct filter taps
 */
record Reach(int outputs, int uses, int inputs, int loads, int selects, int moves, int taps) {

    /** Of positions that are single pixels or vectors of neighbours. */
    static Reach of(Region region) {
        Set<Pixels> inputs = inputs(region);
        return of(region, inputs, inputs.size(), 0, 0);
    }

    /**
     * Of vectors that keep every stride-th of the pixels loaded, or are made of others; taps that
     * differ in the pixel they begin at share loads.
     */
    static Reach strided(Region region, Line line, int lanes, boolean movesSums) {
        Set<Pixels> inputs = inputs(region);
        Strided strided = Strided.of(region, line, lanes);
        Map<Pixels, Set<Integer>> loaded = new HashMap<>();
        Set<List<Integer>> moves = new HashSet<>();
        int selects = 0;
        for (Pixels pixels : inputs) {
            if (movesSums && strided.movedAlone(pixels).isPresent()) {
                moves.add(strided.movedAlone(pixels).orElseThrow().lanes());
                continue;
            }
            if (strided.move(pixels).isPresent()) {
                selects++;
                continue;
            }
            List<Integer> used = vectorsUsed(pixels.phase(), line.stride(), lanes);
            selects += used.size() - 1;
            Set<Integer> vectors =
                    loaded.computeIfAbsent(pixels.fromTheFirst(), any -> new HashSet<>());
            vectors.add(used.getFirst());
            used.stream()
                    .filter(part -> !pixels.lanes().slice(part * lanes, lanes).none())
                    .forEach(vectors::add);
        }
        int loads = loaded.values().stream().mapToInt(Set::size).sum();
        return of(region, inputs, loads, selects, moves.size() * region.positions().size());
    }

    /** Which vectors in a row hold every {@code stride}-th float from {@code phase} on. */
    private static List<Integer> vectorsUsed(int phase, int stride, int lanes) {
        return IntStream.range(0, lanes)
                .map(lane -> (phase + lane * stride) / lanes)
                .distinct()
                .boxed()
                .toList();
    }

    private static Reach of(Region region, Set<Pixels> inputs, int loads, int selects, int moves) {
        int uses = 0;
        BitSet taps = new BitSet();
        for (Position position : region.positions()) {
            uses += position.taps().size();
            position.taps().forEach(tap -> taps.set(tap.index()));
        }
        return new Reach(
                region.positions().size(),
                uses,
                inputs.size(),
                loads,
                selects,
                moves,
                taps.cardinality());
    }

    private static Set<Pixels> inputs(Region region) {
        Set<Pixels> inputs = new HashSet<>();
        for (Position position : region.positions()) {
            for (Tap tap : position.taps()) {
                inputs.add(Pixels.of(tap));
            }
        }
        return inputs;
    }
}
