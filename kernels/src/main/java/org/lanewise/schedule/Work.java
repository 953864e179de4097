package org.lanewise.schedule;

import org.lanewise.target.Target;

/**
 * What a kernel does, counted on the regions that it is generated from: the rule about the size of
 * methods and the cost model's features read the same numbers.
 *
 * @param tile the tile that computes most outputs
 * @param largestMethod bytecodes of the largest method, at the most
 * @param allMethods bytecodes of all of them
 * @param repeats how often the code of the tile runs for its outputs: once for each tap of a loop
 */
public record Work(TileWork tile, long largestMethod, long allMethods, int repeats) {
    /** Bytecodes of a method that nobody counts further. */
    static final long TOO_LARGE = Target.METHOD_LIMIT + 1L;

    /** What is beyond what the JIT compiles. */
    static Work tooLarge(TileWork tile) {
        return new Work(tile, TOO_LARGE, TOO_LARGE, 1);
    }
}
