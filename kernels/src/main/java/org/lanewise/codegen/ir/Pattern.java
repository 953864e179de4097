package org.lanewise.codegen.ir;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Lanes to take from two vectors in a row, counted through both.
 *
 * @param name constant of the generated class that holds them
 * @param lanes one for each lane of the result
 */
public record Pattern(String name, List<Integer> lanes) {
    /**
     * One step of a selection of every {@code stride}-th float of some vectors in a row, from
     * {@code phase} on: adds those of one vector to what was selected from the vectors before it.
     *
     * @param added number of the vector
     * @param atFirst number of the vector that the first step takes lanes from, too; -1 in later
     *     steps
     */
    public static Pattern every(int stride, int phase, int atFirst, int added, int lanes) {
        String name =
                stride == 2
                        ? (phase == 0 ? "EVENS" : "ODDS")
                        : "EVERY" + stride + "_FROM" + phase + "_IN" + added;
        return new Pattern(
                name,
                IntStream.range(0, lanes)
                        .mapToObj(lane -> {
                            int place = phase + lane * stride;
                            if (place / lanes == added) {
                                return lanes + place % lanes;
                            }
                            return place / lanes == atFirst ? place % lanes : lane;
                        })
                        .toList());
    }

    /** Any lanes; named by them, as {@code LANES15TO30}. */
    public static Pattern of(List<Integer> lanes) {
        StringBuilder name = new StringBuilder("LANES");
        for (int i = 0; i < lanes.size(); i++) {
            boolean begins = i == 0 || lanes.get(i) != lanes.get(i - 1) + 1;
            boolean ends = i + 1 == lanes.size() || lanes.get(i + 1) != lanes.get(i) + 1;
            if (begins) {
                name.append(i == 0 ? "" : "_").append(lanes.get(i));
            } else if (ends) {
                name.append("TO").append(lanes.get(i));
            }
        }
        return new Pattern(name.toString(), lanes);
    }

    /**
     * One step of a transposition: exchanges the off-diagonal blocks of {@code distance} lanes of
     * two vectors. This gives the upper vector of the result.
     */
    public static Pattern upper(int distance, int lanes) {
        return new Pattern(
                "UPPER" + distance,
                IntStream.range(0, lanes)
                        .mapToObj(lane -> (lane & distance) == 0 ? lane : lanes + lane - distance)
                        .toList());
    }

    /** The lower vector of the result, see {@link #upper}. */
    public static Pattern lower(int distance, int lanes) {
        return new Pattern(
                "LOWER" + distance,
                IntStream.range(0, lanes)
                        .mapToObj(lane -> (lane & distance) == 0 ? lane + distance : lanes + lane)
                        .toList());
    }
}
