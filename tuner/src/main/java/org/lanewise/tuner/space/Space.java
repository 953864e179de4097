package org.lanewise.tuner.space;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.lanewise.tuner.costmodel.CostModel;

/**
 * What a strategy searches: the product of some parameters, less the points that break a
 * constraint. Implementations are immutable and thread-safe.
 */
public interface Space {
    /** The dimensions. */
    List<Parameter> parameters();

    /** Number of constraints that a point breaks, 0 for a valid one. */
    int broken(Point point);

    /** What a cost model knows of a valid point; as many numbers for each point of the space. */
    float[] features(Point point);

    /** Which kind of model learns most from the features. */
    Learner learner();

    /** A model for when nothing was measured yet, where there is one. */
    default Optional<CostModel> estimate() {
        return Optional.empty();
    }

    /**
     * Position of the feature that holds the logarithm of the cost that is expected of a point, up
     * to a constant, where there is one.
     */
    default Optional<Integer> expectation() {
        return Optional.empty();
    }

    /** Whether a point breaks no constraint. */
    default boolean valid(Point point) {
        return broken(point) == 0;
    }

    /** Number of points, valid or not. */
    default long points() {
        return parameters().stream().mapToLong(Parameter::size).reduce(1, Math::multiplyExact);
    }

    /**
     * The points in a fixed order, the last parameter's values in the innermost loop.
     *
     * @param index from 0 to below {@link #points}
     */
    default Point point(long index) {
        List<Parameter> parameters = parameters();
        int[] positions = new int[parameters.size()];
        long rest = index;
        for (int i = positions.length - 1; i >= 0; i--) {
            int values = parameters.get(i).size();
            positions[i] = (int) (rest % values);
            rest /= values;
        }
        return Point.of(positions);
    }

    /** The number of a point in the order of {@link #point}. */
    default long indexOf(Point point) {
        List<Parameter> parameters = parameters();
        long index = 0;
        for (int i = 0; i < point.size(); i++) {
            index = index * parameters.get(i).size() + point.at(i);
        }
        return index;
    }

    /** Every valid point, in the order of {@link #point}. */
    default Stream<Point> validPoints() {
        return LongStream.range(0, points()).mapToObj(this::point).filter(this::valid);
    }

    /** The valid points that differ in one parameter, in the order of parameters and values. */
    default List<Point> neighbours(Point point) {
        return IntStream.range(0, point.size())
                .boxed()
                .flatMap(parameter ->
                        IntStream.range(0, parameters().get(parameter).size())
                                .filter(position -> position != point.at(parameter))
                                .mapToObj(position -> point.with(parameter, position)))
                .filter(this::valid)
                .toList();
    }

    /** A point, valid or not, with one parameter drawn anew. */
    default Point changed(Point point, RandomGenerator random) {
        int parameter = random.nextInt(point.size());
        return point.with(parameter, random.nextInt(parameters().get(parameter).size()));
    }
}
