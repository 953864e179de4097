package org.lanewise.tuner.search;

import java.util.Optional;
import java.util.OptionalDouble;
import org.lanewise.tuner.costmodel.Example;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * What became of one proposal.
 *
 * @param point what was proposed, or empty where the space no longer holds it: an older version of
 *     a space had other values
 * @param example the same as a model sees it
 */
public record Result(Optional<Point> point, Example example) {
    /** Of a point of the space. */
    public static Result of(Space space, Point point, OptionalDouble cost) {
        return new Result(Optional.of(point), new Example(space, space.features(point), cost));
    }

    /** What it took, or empty where the candidate failed. */
    public OptionalDouble cost() {
        return example.cost();
    }
}
