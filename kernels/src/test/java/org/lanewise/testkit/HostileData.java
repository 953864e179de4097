package org.lanewise.testkit;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.lanewise.reference.SeededData;
import org.lanewise.workload.Layout;
import org.lanewise.workload.TensorStrides;
import org.lanewise.workload.Workload;

/**
 * Data that finds more than rounding errors: here and there NaN, infinities, zeros of either sign,
 * numbers too small for full precision and huge ones, and NaN in all of the input's filling. Most
 * outputs are still ordinary numbers. Weights are finite where there is padding.
 */
public final class HostileData {
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

    private HostileData() {}

    /** The data of one seed. */
    public static SeededData of(Workload workload, long seed) {
        SeededData data = SeededData.of(workload, seed);
        SplittableRandom random = new SplittableRandom(seed);
        long rarely = 8 * workload.taps();
        boolean padded = !workload.padding().none();
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
}
