package org.lanewise.tuner.tables;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.lanewise.tuner.space.Learner;
import org.lanewise.tuner.space.Parameter;
import org.lanewise.tuner.space.ParameterFeatures;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/** A table made in code: every point is valid and takes a second. */
public record MadeTable(String name, Space space, Function<Point, OptionalDouble> costOf)
        implements Table {
    public static MadeTable of(List<Parameter> parameters, Function<Point, OptionalDouble> costs) {
        return new MadeTable(
                "made", new Whole(parameters, new ParameterFeatures(parameters)), costs);
    }

    public static Parameter numbers(String name, int... values) {
        return new Parameter(name, Arrays.stream(values).mapToObj(String::valueOf).toList(), false);
    }

    private record Whole(List<Parameter> parameters, ParameterFeatures numbers) implements Space {
        @Override
        public int broken(Point point) {
            return 0;
        }

        @Override
        public float[] features(Point point) {
            return numbers.of(point);
        }

        @Override
        public Learner learner() {
            return Learner.PROCESS;
        }
    }

    @Override
    public int size() {
        return (int) space.points();
    }

    @Override
    public OptionalDouble cost(Point point) {
        return costOf.apply(point);
    }

    @Override
    public double seconds(Point point) {
        return 1;
    }
}
