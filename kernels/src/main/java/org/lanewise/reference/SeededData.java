package org.lanewise.reference;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.lanewise.workload.Layout;
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
        float[] plain =
                normal(
                        random,
                        Math.toIntExact(
                                (long) workload.batch()
                                        * workload.channels()
                                        * workload.input().h()
                                        * workload.input().w()));
        float[] weights = normal(random, Math.toIntExact(workload.weightElements()));
        float[] bias = normal(random, workload.epilogue().bias() ? workload.outputChannels() : 0);
        return new SeededData(arrange(workload, plain), weights, bias);
    }

    private static float[] normal(RandomGenerator random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] arrange(Workload workload, float[] plain) {
        if (workload.layout() == Layout.NCHW) {
            return plain;
        }
        return Layouts.convert(
                plain,
                Layout.NCHW,
                workload.layout(),
                workload.batch(),
                workload.channels(),
                workload.input());
    }
}
