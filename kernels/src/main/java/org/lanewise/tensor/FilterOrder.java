package org.lanewise.tensor;

import org.lanewise.workload.Workload;

/** The order in which frameworks hold the weights of a depthwise convolution. */
public enum FilterOrder {
    /** Output channel, 1, row, column: PyTorch and ONNX. */
    OIHW,
    /**
     * Row, column, output channel: TFLite's {@code (1, kh, kw, oc)} and TensorFlow's {@code (kh,
     * kw, channels, multiplier)}, which lie in memory alike.
     */
    HWIO;

    /** The weights in the order {@link #OIHW}; an array of its own. */
    float[] toOihw(Workload workload, float[] weights) {
        return switch (this) {
            case OIHW -> weights.clone();
            case HWIO -> channelsFirst(workload, weights);
        };
    }

    private static float[] channelsFirst(Workload workload, float[] weights) {
        int outputs = workload.outputChannels();
        int taps = (int) workload.taps();
        float[] ordered = new float[weights.length];
        for (int tap = 0; tap < taps; tap++) {
            for (int o = 0; o < outputs; o++) {
                ordered[o * taps + tap] = weights[tap * outputs + o];
            }
        }
        return ordered;
    }
}
