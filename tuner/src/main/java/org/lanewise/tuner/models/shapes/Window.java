package org.lanewise.tuner.models.shapes;

/**
 * A convolution or pool along one dimension, as ONNX defines it.
 *
 * @param kernel taps
 * @param stride inputs from one output to the next
 * @param dilation inputs from one tap to the next
 * @param before zeros before the first input
 * @param after zeros behind the last one
 */
public record Window(long kernel, long stride, long dilation, long before, long after) {
    /** How a node says how much padding there is. */
    public enum AutoPad {
        /** By numbers. */
        NOTSET,
        /** As many outputs as stride lets through, the odd zero behind. */
        SAME_UPPER,
        /** The same, the odd zero before. */
        SAME_LOWER,
        /** None. */
        VALID
    }

    /** Inputs from the first tap to the last. */
    public long span() {
        return (kernel - 1) * dilation + 1;
    }

    /** The same with as much padding as {@code auto_pad} asks for. */
    public Window padded(AutoPad auto, long in) {
        return switch (auto) {
            case NOTSET -> this;
            case VALID -> new Window(kernel, stride, dilation, 0, 0);
            case SAME_UPPER -> same(in, false);
            case SAME_LOWER -> same(in, true);
        };
    }

    private Window same(long in, boolean oddBefore) {
        long outputs = Math.ceilDiv(in, stride);
        long padding = Math.max(0, (outputs - 1) * stride + span() - in);
        long less = padding / 2;
        return oddBefore
                ? new Window(kernel, stride, dilation, padding - less, less)
                : new Window(kernel, stride, dilation, less, padding - less);
    }

    /** Outputs of so many inputs. */
    public long outputs(long in) {
        return Math.floorDiv(in + before + after - span(), stride) + 1;
    }

    /** The same where a last window that is not full counts, if it begins before the padding. */
    long outputsRoundedUp(long in) {
        long outputs = Math.ceilDiv(in + before + after - span(), stride) + 1;
        return (outputs - 1) * stride >= in + before ? outputs - 1 : outputs;
    }
}
