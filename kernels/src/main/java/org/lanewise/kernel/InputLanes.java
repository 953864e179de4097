package org.lanewise.kernel;

import java.util.stream.IntStream;

/**
 * Where generated kernels with a channel multiplier find the input channel of each output channel:
 * a vector of input channels makes {@code multiplier} vectors of output channels.
 */
public final class InputLanes {
    private InputLanes() {}

    /**
     * For each lane of some output vectors, one behind the other, the lane of their input vector.
     *
     * @param multiplier output channels for each input channel
     * @param lanes lanes of a vector
     * @param vectors output vectors, at most those of one input vector are told apart
     */
    public static int[] of(int multiplier, int lanes, int vectors) {
        return IntStream.range(0, Math.min(multiplier, vectors) * lanes)
                .map(lane -> lane / multiplier)
                .toArray();
    }
}
