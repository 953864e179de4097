/**
 * Takes a {@link org.lanewise.tuner.space.Space} and a cost, gives the cheapest valid points that
 * OptaPlanner's local search met. The only package that knows OptaPlanner; it knows neither cost
 * models nor measurements.
 *
 * <p>The problem: one planning entity a parameter, whose variable is the position of its value
 * ({@link org.lanewise.tuner.search.optaplanner.ParameterChoice}). The hard score counts broken
 * constraints, the soft score is the negative cost.
 */
@NullMarked
package org.lanewise.tuner.search.optaplanner;

import org.jspecify.annotations.NullMarked;
