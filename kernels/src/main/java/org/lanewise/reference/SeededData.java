package org.lanewise.reference;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.lanewise.workload.TensorStrides;
import org.lanewise.workload.Workload;

/**
 * Input, weights and bias of a workload, standard normal, the same for the same seed on every
 * machine.
 *
 * @param input in the workload's layout; the filling of the last channel block is zero
 * @param weights (channels * multiplier, 1, kh, kw)
 * @param bias one float an output channel, empty for a workload without bias
 */
public record SeededData(float[] input, float[] weights, float[] bias) {
    /** Makes the data of one seed. Channel-logical values do not depend on the layout. */
    public static SeededData of(Workload workload, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] input = input(workload, random);
        float[] weights = normal(random, Math.toIntExact(workload.weightElements()));
        float[] bias = normal(random, workload.epilogue().bias() ? workload.outputChannels() : 0);
        return new SeededData(input, weights, bias);
    }

    /** Drawn in the order of the plain layout, whatever the layout in memory. */
    private static float[] input(Workload workload, RandomGenerator random) {
        TensorStrides strides = workload.layout().strides(workload.channels(), workload.input());
        int block = workload.layout().block();
        float[] input = new float[Math.toIntExact(workload.inputElements())];
        for (int n = 0; n < workload.batch(); n++) {
            for (int c = 0; c < workload.channels(); c++) {
                long plane = n * strides.image() + c / block * strides.channelBlock() + c % block;
                for (int y = 0; y < workload.input().h(); y++) {
                    for (int x = 0; x < workload.input().w(); x++) {
                        input[(int) (plane + y * strides.row() + x * strides.pixel())] =
                                (float) random.nextGaussian();
                    }
                }
            }
        }
        return input;
    }

    private static float[] normal(RandomGenerator random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
