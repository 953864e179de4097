package org.lanewise.codegen;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Lanes to take from two vectors in a row, counted through both.
 *
 * @param name constant of the generated class that holds them
 * @param lanes one for each lane of the result
 */
record Pattern(String name, List<Integer> lanes) {
    /** Every second lane, from {@code phase} on. */
    static Pattern alternate(int phase, int lanes) {
        return new Pattern(
                phase == 0 ? "EVENS" : "ODDS",
                IntStream.range(0, lanes).mapToObj(lane -> 2 * lane + phase).toList());
    }

    /**
     * One step of a transposition: exchanges the off-diagonal blocks of {@code distance} lanes of
     * two vectors. This gives the upper vector of the result.
     */
    static Pattern upper(int distance, int lanes) {
        return new Pattern(
                "UPPER" + distance,
                IntStream.range(0, lanes)
                        .mapToObj(lane -> (lane & distance) == 0 ? lane : lanes + lane - distance)
                        .toList());
    }

    /** The lower vector of the result, see {@link #upper}. */
    static Pattern lower(int distance, int lanes) {
        return new Pattern(
                "LOWER" + distance,
                IntStream.range(0, lanes)
                        .mapToObj(lane -> (lane & distance) == 0 ? lane + distance : lanes + lane)
                        .toList());
    }
}
