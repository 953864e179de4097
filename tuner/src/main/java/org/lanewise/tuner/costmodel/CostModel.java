package org.lanewise.tuner.costmodel;

/**
 * Predicts how slow a kernel is from its features. Implementations are immutable and thread-safe.
 */
@FunctionalInterface
public interface CostModel {
    /**
     * The natural logarithm of the expected nanoseconds an operation; lower is faster.
     *
     * @param features a vector of the current {@link org.lanewise.tuner.features.FeatureSet}
     */
    double predict(float[] features);
}
