package org.lanewise.kernel;

import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Where generated kernels with a channel multiplier find the input channel of each output channel:
 * a vector of input channels makes {@code multiplier} vectors of output channels.
 */
public final class InputLanes {
    private InputLanes() {}

    /**
     * For some output vectors in a row, the lane of their input vector that each of their lanes is
     * made of. They are objects made once: one made for each channel would be boxed.
     *
     * @param species vectors that are spread
     * @param multiplier output channels for each input channel
     * @param vectors output vectors, at most those of one input vector are told apart
     */
    public static VectorShuffle<Float>[] of(
            VectorSpecies<Float> species, int multiplier, int vectors) {
        @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types.
        VectorShuffle<Float>[] lanes = new VectorShuffle[Math.min(multiplier, vectors)];
        for (int vector = 0; vector < lanes.length; vector++) {
            int first = vector * species.length();
            lanes[vector] = VectorShuffle.fromOp(species, lane -> (first + lane) / multiplier);
        }
        return lanes;
    }
}
