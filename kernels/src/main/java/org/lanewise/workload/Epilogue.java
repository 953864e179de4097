package org.lanewise.workload;

/**
 * What is done to every output before it is stored: add the channel's bias, then clamp.
 *
 * @param bias whether a bias vector (one float an output channel) is added
 * @param low smallest value stored; {@code -Infinity} for no bound
 * @param high largest value stored; {@code Infinity} for no bound
 */
public record Epilogue(boolean bias, float low, float high) {
    /** The bare convolution. */
    public static final Epilogue NONE =
            new Epilogue(false, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);

    /**
     * Checks that the bounds are ordered numbers and some number lies between them; -0 becomes 0.
     */
    public Epilogue {
        low += 0f;
        high += 0f;
        if (!(low <= high) || low == Float.POSITIVE_INFINITY || high == Float.NEGATIVE_INFINITY) {
            throw new InvalidWorkloadException(
                    "The clamp from "
                            + low
                            + " to "
                            + high
                            + " lets nothing through; give the smaller bound first.");
        }
    }

    /** The same clamp with a bias. */
    public Epilogue withBias() {
        return new Epilogue(true, low, high);
    }

    /** The same bias, clamped to {@code [low, high]}. */
    public Epilogue clamped(float from, float to) {
        return new Epilogue(bias, from, to);
    }

    /** Whether values below {@link #low} are cut. */
    public boolean clampsLow() {
        return low != Float.NEGATIVE_INFINITY;
    }

    /** Whether values above {@link #high} are cut. */
    public boolean clampsHigh() {
        return high != Float.POSITIVE_INFINITY;
    }

    /** Its parts as in a workload's text, separated by blanks; {@code none} if there are none. */
    public String words() {
        return WorkloadText.words(this);
    }

    // As in Size.
    @Override
    public boolean equals(Object other) {
        return other instanceof Epilogue epilogue
                && bias == epilogue.bias
                && Float.compare(low, epilogue.low) == 0
                && Float.compare(high, epilogue.high) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Boolean.hashCode(bias) + Float.hashCode(low)) + Float.hashCode(high);
    }

    /** The epilogue of one sum: adds {@code biasValue} and clamps. */
    public double apply(double sum, double biasValue) {
        return Math.max(low, Math.min(high, bias ? sum + biasValue : sum));
    }
}
