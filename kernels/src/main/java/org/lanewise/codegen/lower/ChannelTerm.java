package org.lanewise.codegen.lower;

import org.lanewise.codegen.ir.Int;
import org.lanewise.codegen.ir.Term;
import org.lanewise.schedule.ChannelVectors;

/** How far into a pixel a vector of channels begins. */
final class ChannelTerm {
    private ChannelTerm() {}

    /**
     * The distance from the pixel's first channel.
     *
     * @param vector number of the vector
     * @param vectorBytes from one vector to the next, where they do not overlap
     */
    static Term of(ChannelVectors vectors, Int vector, long vectorBytes) {
        return vectors.overlap()
                ? new Term(
                        vector.times(vectors.lanes()).atMost(Int.of(vectors.lastFirst())),
                        Float.BYTES)
                : new Term(vector, vectorBytes);
    }
}
