package org.lanewise.tuner.features;

import java.util.List;
import java.util.stream.Stream;
import org.lanewise.schedule.Plan;

/** The features in use, in a fixed order. Immutable and thread-safe. */
public final class FeatureSet {
    /**
     * Name of the feature that estimates, without any measurement, the natural logarithm of
     * nanoseconds an operation.
     */
    public static final String ESTIMATE = CycleEstimate.ESTIMATE;

    private static final FeatureSet CURRENT =
            new FeatureSet(
                    Stream.of(
                                    LayerFeatures.all(),
                                    TileFeatures.all(),
                                    MemoryFeatures.all(),
                                    KnobFeatures.all(),
                                    CycleEstimate.features())
                            .flatMap(List::stream)
                            .toList());

    private final List<Feature> features;

    private FeatureSet(List<Feature> features) {
        this.features = features;
    }

    /** The feature set that this version of the tuner trains with. */
    public static FeatureSet current() {
        return CURRENT;
    }

    /** Number of features. */
    public int size() {
        return features.size();
    }

    /** Names in the order of the vector's components. */
    public List<String> names() {
        return features.stream().map(Feature::name).toList();
    }

    /** What each feature says of the kernel, in the order of the vector's components. */
    public List<String> meanings() {
        return features.stream().map(Feature::meaning).toList();
    }

    /**
     * Position of a feature in the vector.
     *
     * @throws IllegalArgumentException if there is no such feature
     */
    public int indexOf(String name) {
        int index = names().indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("There is no feature '" + name + "'.");
        }
        return index;
    }

    /** The features of a kernel; every one is finite, for schedules that break a rule too. */
    public float[] of(Plan plan) {
        KernelCounts counts = KernelCounts.of(plan);
        float[] vector = new float[features.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) features.get(i).value().applyAsDouble(counts);
        }
        return vector;
    }
}
