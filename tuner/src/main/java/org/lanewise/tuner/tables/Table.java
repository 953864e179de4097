package org.lanewise.tuner.tables;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * A space of which every valid point was measured, so that searches can be repeated without the
 * machine. Implementations are immutable and thread-safe.
 */
public interface Table {
    /** What a trial takes, about, where a table says nothing of it. */
    double UNSAID_SECONDS = 0.5;

    /** By which it is shown. */
    String name();

    /** What was measured whole. */
    Space space();

    /** Number of valid points. */
    int size();

    /**
     * What was measured, lower is better; empty where the candidate failed.
     *
     * @throws IllegalArgumentException if the table does not hold the point
     */
    OptionalDouble cost(Point point);

    /**
     * Time that it took to find that out, s: to compile, to run, and what the tuner around it
     * spends.
     *
     * @throws IllegalArgumentException if the table does not hold the point
     */
    double seconds(Point point);

    /** What a live search would measure before anything else, if anything. */
    default Optional<Point> first() {
        return Optional.empty();
    }

    /** Number of other tables that its space has learned from. */
    default int others() {
        return 0;
    }

    /** The lowest cost. */
    default double best() {
        return costs().min().orElseThrow();
    }

    /** All costs, of what did not fail. */
    default DoubleStream costs() {
        return space().validPoints().flatMapToDouble(point -> cost(point).stream());
    }
}
