package org.lanewise.db;

import java.time.Instant;
import java.util.OptionalDouble;
import org.lanewise.config.CacheState;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/**
 * One candidate and what became of it.
 *
 * @param workload what was computed
 * @param schedule how
 * @param stage why
 * @param cache what the caches held when a timed run began
 * @param strategy name of the search strategy that proposed it
 * @param seed the search's seed
 * @param outcome what became of it
 * @param at when it was finished
 * @param predicted what the search's model expected: its speed by that of the fastest kernel of the
 *     workload known then, so that 1 is as fast; empty where no model was asked
 */
public record Trial(
        Workload workload,
        Schedule schedule,
        Stage stage,
        CacheState cache,
        String strategy,
        long seed,
        Outcome outcome,
        Instant at,
        OptionalDouble predicted) {
    /** A trial that no model was asked about. */
    public Trial(
            Workload workload,
            Schedule schedule,
            Stage stage,
            CacheState cache,
            String strategy,
            long seed,
            Outcome outcome,
            Instant at) {
        this(workload, schedule, stage, cache, strategy, seed, outcome, at, OptionalDouble.empty());
    }

    /** The same trial with what a model expected of it. */
    public Trial with(OptionalDouble expected) {
        return new Trial(workload, schedule, stage, cache, strategy, seed, outcome, at, expected);
    }
}
