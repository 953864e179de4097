package org.lanewise.tuner.costmodel;

import org.lanewise.tuner.features.FeatureSet;

/**
 * The model before any measurement: the analytic estimate that is among the features, the logarithm
 * of nanoseconds an operation.
 */
public final class PriorModel implements CostModel {
    private static final int ESTIMATE = FeatureSet.current().indexOf(FeatureSet.ESTIMATE);

    @Override
    public double predict(float[] features) {
        return features[ESTIMATE];
    }
}
