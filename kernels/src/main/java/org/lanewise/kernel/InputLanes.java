package org.lanewise.kernel;

import java.util.ArrayList;
import java.util.List;
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

    /**
     * The same where the last vector of inputs overlaps the one before it: first the lanes of those
     * that do not, then those of the outputs that are made of it, of which the last vector overlaps
     * the one before it, too.
     *
     * @param species vectors that are spread
     * @param multiplier output channels for each input channel
     * @param channels input channels, at least a vector
     */
    public static VectorShuffle<Float>[] overlapping(
            VectorSpecies<Float> species, int multiplier, int channels) {
        int length = species.length();
        int before = channels / length * multiplier;
        int outputs = channels * multiplier;
        List<VectorShuffle<Float>> lanes =
                new ArrayList<>(List.of(of(species, multiplier, multiplier)));
        for (int vector = before; vector < Math.ceilDiv(outputs, length); vector++) {
            int first = Math.min(vector * length, outputs - length);
            lanes.add(
                    VectorShuffle.fromOp(
                            species, lane -> (first + lane) / multiplier - (channels - length)));
        }
        @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types.
        VectorShuffle<Float>[] all = lanes.toArray(new VectorShuffle[0]);
        return all;
    }
}
