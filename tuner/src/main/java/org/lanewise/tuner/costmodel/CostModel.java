package org.lanewise.tuner.costmodel;

/**
 * Predicts how slow a kernel is from its features. Implementations are immutable and thread-safe.
 */
@FunctionalInterface
public interface CostModel {
    /**
     * A cost that is lower for faster kernels. It compares schedules of one workload; its unit is
     * the model's own.
     *
     * @param features a vector of the current {@link org.lanewise.tuner.features.FeatureSet}
     */
    double predict(float[] features);
}
