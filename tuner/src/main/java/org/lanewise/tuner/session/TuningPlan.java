package org.lanewise.tuner.session;

import org.lanewise.tuner.search.Strategy;
import org.lanewise.workload.Suite;

/**
 * What to tune and how.
 *
 * @param suite the layers
 * @param budget what it may cost
 * @param strategy how candidates are proposed
 * @param seed of the search
 */
public record TuningPlan(Suite suite, Budget budget, Strategy strategy, long seed) {}
