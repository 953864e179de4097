package org.lanewise.db;

import java.time.Instant;
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
 */
public record Trial(
        Workload workload,
        Schedule schedule,
        Stage stage,
        CacheState cache,
        String strategy,
        long seed,
        Outcome outcome,
        Instant at) {}
