package org.lanewise.tuner.space;

import java.util.Arrays;

/**
 * One combination of a {@link Space}'s values: for each parameter the position of its value.
 * Immutable and thread-safe.
 */
public final class Point {
    private final int[] positions;

    private Point(int[] positions) {
        this.positions = positions;
    }

    /** Keeps a copy. */
    public static Point of(int... positions) {
        return new Point(positions.clone());
    }

    /** Number of parameters. */
    public int size() {
        return positions.length;
    }

    /** Position of one parameter's value. */
    public int at(int parameter) {
        return positions[parameter];
    }

    /** A copy of all positions. */
    public int[] positions() {
        return positions.clone();
    }

    /** The same point but for one parameter. */
    public Point with(int parameter, int position) {
        int[] changed = positions.clone();
        changed[parameter] = position;
        return new Point(changed);
    }

    /** Number of parameters in which two points of one space differ. */
    public int differing(Point other) {
        int differing = 0;
        for (int i = 0; i < positions.length; i++) {
            differing += positions[i] == other.positions[i] ? 0 : 1;
        }
        return differing;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Point point && Arrays.equals(positions, point.positions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(positions);
    }

    @Override
    public String toString() {
        return Arrays.toString(positions);
    }
}
