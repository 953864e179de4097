package org.lanewise.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lanewise.workload.Line;

/**
 * How vectors of every stride-th pixel are made. Those under the output itself are picked from the
 * pixels loaded; others of the tile's row are these, moved by some lanes, which saves the loads.
 * Vectors of four, stride 2, three taps and a pixel of padding:
 *
 * <pre>{@code
 * tap 1       0     2     4     6        picked from pixels 0..7
 * tap 2          1     3     5     7     picked from pixels 0..7
 * tap 0    .     1     3     5           tap 2 moved by a lane, a zero before it
 * }</pre>
 */
public final class Strided {
    /**
     * Lanes of other vectors.
     *
     * @param first the vector that lanes below the vector's length are taken from
     * @param second the vector that the others are taken from; absent where it is all zeros
     * @param lanes one for each lane, counted through both
     */
    public record Move(Pixels first, Optional<Pixels> second, List<Integer> lanes) {}

    /** One of the vectors that lanes are taken from, or zeros. */
    private record Source(Optional<Pixels> pixels, int lane) {}

    private final int stride;
    private final int lanes;
    private final Set<Pixels> picked = new LinkedHashSet<>();
    private final Map<Pixels, Move> moves = new HashMap<>();
    private final Set<Pixels> moved = new LinkedHashSet<>();

    private Strided(int stride, int lanes) {
        this.stride = stride;
        this.lanes = lanes;
    }

    /** Where all vectors are loaded as they are. */
    public static Strided none(int lanes) {
        return new Strided(1, lanes);
    }

    /** The vectors of a region's tiles. */
    public static Strided of(Region columns, Line line, int lanes) {
        Strided strided = new Strided(line.stride(), lanes);
        Set<Pixels> others = new LinkedHashSet<>();
        for (Position position : columns.positions()) {
            int under = position.offset() * line.stride() + line.before();
            for (Tap tap : position.taps()) {
                (tap.offset() == under ? strided.picked : others).add(Pixels.of(tap));
            }
        }
        others.removeAll(strided.picked);
        others.forEach(strided::look);
        return strided;
    }

    /** How a vector is made of others; empty where it is picked from what is loaded. */
    public Optional<Move> move(Pixels pixels) {
        return Optional.ofNullable(moves.get(pixels));
    }

    /**
     * How a vector is made of one other alone. Its products may be added up before they are moved:
     * {@code w * moved(x) == moved(w * x)}, since lanes that are none of the other's are zero. Of
     * an infinite weight these stay zero only if they are moved last, as they must on the padding.
     */
    public Optional<Move> movedAlone(Pixels pixels) {
        return move(pixels).filter(move -> move.second().isEmpty());
    }

    /** Whether lanes of a vector are moved to make others. */
    public boolean moved(Pixels pixels) {
        return moved.contains(pixels);
    }

    private void look(Pixels pixels) {
        List<Source> taken = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            Optional<Source> source = source(pixels, lane);
            if (source.isEmpty()) {
                return;
            }
            taken.add(source.get());
        }
        List<Optional<Pixels>> sources =
                taken.stream()
                        .map(Source::pixels)
                        .distinct()
                        .sorted((a, b) -> Boolean.compare(a.isEmpty(), b.isEmpty()))
                        .toList();
        if (sources.size() > 2 || sources.getFirst().isEmpty()) {
            return;
        }
        Pixels first = sources.getFirst().get();
        Optional<Pixels> second = sources.size() == 1 ? Optional.empty() : sources.getLast();
        moves.put(
                pixels,
                new Move(
                        first,
                        second,
                        taken.stream()
                                .map(source ->
                                        source.pixels().equals(sources.getFirst())
                                                ? source.lane()
                                                : lanes + source.lane())
                                .toList()));
        moved.add(first);
        second.ifPresent(moved::add);
    }

    /** Where a lane is found; empty where it is none of the vectors'. */
    private Optional<Source> source(Pixels pixels, int lane) {
        int place = pixels.phase() + lane * stride;
        int pixel = pixels.offset() + place;
        for (Pixels from : picked) {
            int distance = pixel - from.offset();
            if (from.phase() == pixels.phase() && distance >= 0 && distance < stride * lanes) {
                return Optional.of(new Source(Optional.of(from), distance / stride));
            }
        }
        boolean onImage = place >= pixels.lanes().from() && place < pixels.lanes().to();
        return onImage ? Optional.empty() : Optional.of(new Source(Optional.empty(), lane));
    }
}
