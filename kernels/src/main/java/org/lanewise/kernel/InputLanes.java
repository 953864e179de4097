package org.lanewise.kernel;

import java.util.stream.IntStream;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Where generated kernels with a channel multiplier find the input channel of each output channel:
 * a vector of input channels makes {@code multiplier} vectors of output channels.
 */
public final class InputLanes {
    private InputLanes() {}

    /**
     * For some output vectors in a row, the lane of their input vector that each of their lanes is
     * made of. They are objects made once: a vector loaded from an array for each channel is boxed,
     * for C2 keeps it as an object for the checks of {@code selectFrom}.
     *
     * @param species vectors of ints
     * @param multiplier output channels for each input channel
     * @param vectors output vectors, at most those of one input vector are told apart
     */
    public static IntVector[] of(VectorSpecies<Integer> species, int multiplier, int vectors) {
        return IntStream.range(0, Math.min(multiplier, vectors))
                .mapToObj(vector -> lanes(species, multiplier, vector))
                .toArray(IntVector[]::new);
    }

    private static IntVector lanes(VectorSpecies<Integer> species, int multiplier, int vector) {
        int first = vector * species.length();
        int[] lanes =
                IntStream.range(first, first + species.length())
                        .map(lane -> lane / multiplier)
                        .toArray();
        return IntVector.fromArray(species, lanes, 0);
    }
}
