package org.lanewise.tuner.session;

import org.lanewise.config.CacheState;
import org.lanewise.tuner.search.Strategy;
import org.lanewise.tuner.suites.Suite;

/**
 * What to tune and how.
 *
 * @param suite the layers
 * @param cache what the caches hold when a timed run begins
 * @param budget what it may cost
 * @param strategy how candidates are proposed
 * @param seed of the search
 */
public record TuningPlan(
        Suite suite, CacheState cache, Budget budget, Strategy strategy, long seed) {}
