package org.lanewise.tuner.costmodel;

/**
 * Predicts how slow a kernel is from its features. Implementations are immutable and thread-safe.
 */
@FunctionalInterface
public interface CostModel {
    /**
     * A cost that is lower for faster kernels. It compares candidates of one problem; its unit is
     * the model's own.
     *
     * @param features as many and the same as the model was trained with
     */
    double predict(float[] features);
}
