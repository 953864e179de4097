package org.lanewise.reference;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Padding;
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
    private static final float[] HOSTILE_INPUTS = {
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        0f,
        -0f,
        Float.MIN_VALUE,
        -1e-40f,
        Float.MIN_NORMAL,
        1e15f,
        -1e15f
    };

    private static final float[] FINITE_WEIGHTS = {
        0f, -0f, Float.MIN_VALUE, -1e-40f, Float.MIN_NORMAL, 1e15f, -1e15f
    };

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

    /**
     * Data that finds more than rounding errors: here and there NaN, infinities, zeros of either
     * sign, numbers too small for full precision and huge ones, and NaN in all of the input's
     * filling. Most outputs are still ordinary numbers. Weights are finite where there is padding.
     */
    public static SeededData hostile(Workload workload, long seed) {
        SeededData data = of(workload, seed);
        SplittableRandom random = new SplittableRandom(seed);
        long rarely = 8 * workload.taps();
        boolean padded = !workload.padding().equals(Padding.all(0));
        scatter(random, data.input(), rarely, HOSTILE_INPUTS);
        scatter(random, data.weights(), rarely, padded ? FINITE_WEIGHTS : HOSTILE_INPUTS);
        scatter(random, data.bias(), 8, HOSTILE_INPUTS);
        fillWithNaN(workload, data.input());
        return data;
    }

    private static void scatter(
            RandomGenerator random, float[] values, long oneOf, float[] extremes) {
        for (int i = 0; i < values.length; i++) {
            if (random.nextLong(oneOf) == 0) {
                values[i] = extremes[random.nextInt(extremes.length)];
            }
        }
    }

    private static void fillWithNaN(Workload workload, float[] input) {
        Layout layout = workload.layout();
        TensorStrides strides = layout.strides(workload.channels(), workload.input());
        for (int n = 0; n < workload.batch(); n++) {
            for (int c = workload.channels(); c < layout.storedChannels(workload.channels()); c++) {
                for (int y = 0; y < workload.input().h(); y++) {
                    for (int x = 0; x < workload.input().w(); x++) {
                        input[(int) strides.index(n, c, y, x)] = Float.NaN;
                    }
                }
            }
        }
    }

    private static float[] normal(RandomGenerator random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
