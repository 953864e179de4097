package org.lanewise.tuner.tables.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lanewise.tuner.space.Learner;
import org.lanewise.tuner.space.Parameter;
import org.lanewise.tuner.space.ParameterFeatures;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * The configurations of a file as a space: whatever the file does not hold breaks its constraints.
 */
final class MeasuredSpace implements Space {
    private final List<Parameter> parameters;
    private final List<Point> valid;
    private final Map<Point, float[]> features;

    /**
     * @param valid its points, in the order of the space
     */
    MeasuredSpace(List<Parameter> parameters, List<Point> valid) {
        this.parameters = List.copyOf(parameters);
        this.valid = List.copyOf(valid);
        this.features = HashMap.newHashMap(valid.size());
        ParameterFeatures numbers = new ParameterFeatures(parameters);
        valid.forEach(point -> features.put(point, numbers.of(point)));
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public int broken(Point point) {
        return features.containsKey(point) ? 0 : 1;
    }

    @Override
    public float[] features(Point point) {
        float[] known = features.get(point);
        if (known == null) {
            throw new IllegalArgumentException("The space does not hold the point " + point + ".");
        }
        return known;
    }

    @Override
    public Learner learner() {
        return Learner.PROCESS;
    }

    @Override
    public Stream<Point> validPoints() {
        return valid.stream();
    }
}
