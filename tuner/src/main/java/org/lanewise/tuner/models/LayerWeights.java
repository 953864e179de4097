package org.lanewise.tuner.models;

import java.util.List;
import java.util.Optional;
import org.lanewise.tuner.models.graph.Tensor;
import org.lanewise.tuner.models.graph.UnreadableTensorException;

/**
 * The constants of a layer. They are read, and folded into each other, when they are asked for.
 *
 * @param filter weights as the model holds them
 * @param bias of the convolution itself
 * @param steps what is folded in, in the order in which the model computes it
 */
public record LayerWeights(Tensor filter, Optional<Tensor> bias, List<Step> steps) {
    /** A computation on each output channel. */
    sealed interface Step {
        /** Adds a number of each channel, or one of all. */
        record Shift(Tensor by) implements Step {}

        /** Batch normalisation with statistics of training. */
        record Normalise(Tensor scale, Tensor shift, Tensor mean, Tensor variance, double epsilon)
                implements Step {}
    }

    /**
     * Numbers that kernels take.
     *
     * @param weights (output channels, 1, kh, kw)
     * @param bias one an output channel; zeros if nothing is added
     */
    public record Numbers(float[] weights, float[] bias) {}

    /**
     * The numbers, folded in double precision.
     *
     * @throws UnreadableTensorException if the file no longer holds them
     */
    public Numbers numbers() {
        double[] weights = filter.values();
        int channels = Math.toIntExact(filter.dims().getFirst());
        double[] sums = bias.map(Tensor::values).orElseGet(() -> new double[channels]);
        for (Step step : steps) {
            switch (step) {
                case Step.Shift(Tensor by) -> shift(sums, by.values());
                case Step.Normalise normalise -> normalise(weights, sums, normalise);
            }
        }
        return new Numbers(floats(weights), floats(sums));
    }

    private static void shift(double[] sums, double[] by) {
        for (int channel = 0; channel < sums.length; channel++) {
            sums[channel] += by[by.length == 1 ? 0 : channel];
        }
    }

    private static void normalise(double[] weights, double[] sums, Step.Normalise step) {
        double[] scale = step.scale().values();
        double[] shift = step.shift().values();
        double[] mean = step.mean().values();
        double[] variance = step.variance().values();
        int taps = weights.length / sums.length;
        for (int channel = 0; channel < sums.length; channel++) {
            double factor = scale[channel] / Math.sqrt(variance[channel] + step.epsilon());
            for (int tap = 0; tap < taps; tap++) {
                weights[channel * taps + tap] *= factor;
            }
            sums[channel] = (sums[channel] - mean[channel]) * factor + shift[channel];
        }
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
