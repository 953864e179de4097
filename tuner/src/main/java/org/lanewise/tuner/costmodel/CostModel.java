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
     * @param features all of the problem, in the order in which the model was given those of its
     *     examples
     */
    double predict(float[] features);
}
