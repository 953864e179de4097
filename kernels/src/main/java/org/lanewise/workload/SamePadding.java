package org.lanewise.workload;

/**
 * What frameworks mean by "same" padding. They agree where the stride is 1: the output is as large
 * as the input. An odd row or column goes below or to the right.
 */
public enum SamePadding {
    /**
     * TensorFlow, Keras and TFLite, and ONNX's {@code SAME_UPPER}: just so much that the output has
     * {@code ceil(input / stride)} pixels. A 3x3 filter with stride 2 on 224 pixels gets none
     * before them and one behind.
     */
    TENSORFLOW {
        @Override
        int both(int input, int kernel, int stride, int dilation) {
            long outputs = Math.ceilDiv(input, stride);
            long read = (outputs - 1) * stride + spread(kernel, dilation);
            return Math.clamp(read - input, 0, Integer.MAX_VALUE);
        }
    },
    /**
     * PyTorch and the models made with it: half of an odd filter on either side, whatever the
     * stride; of an even one, as PyTorch's own {@code "same"} has it for stride 1. A 3x3 filter
     * with stride 2 on 224 pixels gets one before them and one behind, and the output is shifted by
     * a pixel against TensorFlow's.
     */
    PYTORCH {
        @Override
        int both(int input, int kernel, int stride, int dilation) {
            return Math.clamp(spread(kernel, dilation) - 1, 0, Integer.MAX_VALUE);
        }
    };

    /** Pixels from a filter's first tap to its last, both counted. */
    private static long spread(int kernel, int dilation) {
        return (kernel - 1L) * dilation + 1;
    }

    /** Pixels before and behind a line of the image together. */
    abstract int both(int input, int kernel, int stride, int dilation);

    /**
     * The padding of a convolution whose sizes are all 1 or more.
     *
     * @param input height and width of the input in pixels
     * @param kernel height and width of the filter in taps
     * @param stride output step in input pixels
     * @param dilation distance of two taps in input pixels; 1 is dense
     */
    public Padding of(Size input, Size kernel, Size stride, Size dilation) {
        int rows = both(input.h(), kernel.h(), stride.h(), dilation.h());
        int columns = both(input.w(), kernel.w(), stride.w(), dilation.w());
        return new Padding(rows / 2, columns / 2, rows - rows / 2, columns - columns / 2);
    }
}
