package org.lanewise.tuner.search;

import java.util.OptionalDouble;
import org.lanewise.tuner.space.Point;

/**
 * A point to measure next.
 *
 * @param point the point
 * @param predicted its speed by that of the fastest point known, as a model that has learned from
 *     measured ones expects it; empty where none was asked
 */
public record Proposal(Point point, OptionalDouble predicted) {
    /** A point that no model was asked about. */
    static Proposal of(Point point) {
        return new Proposal(point, OptionalDouble.empty());
    }
}
