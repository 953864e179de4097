package org.lanewise.tuner.search.optaplanner;

import org.lanewise.tuner.space.Point;

/**
 * A valid point that the search met.
 *
 * @param point the point
 * @param cost what the request's cost function said of it
 */
public record RankedPoint(Point point, double cost) {}
