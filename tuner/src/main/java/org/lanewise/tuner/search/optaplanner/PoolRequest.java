package org.lanewise.tuner.search.optaplanner;

import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;

/**
 * What to search for.
 *
 * @param space where
 * @param cost of a legal schedule, finite; lower is better. Asked once a schedule.
 * @param excluded schedules that are not wanted in the pool; the search still walks across them
 * @param starts schedules of the space from which to walk, one solve each
 * @param poolSize most schedules wanted
 * @param seed of all random choices
 */
public record PoolRequest(
        ScheduleSpace space,
        ToDoubleFunction<LegalSchedule> cost,
        Set<Schedule> excluded,
        List<Schedule> starts,
        int poolSize,
        long seed) {
    /** Keeps unmodifiable copies. */
    public PoolRequest {
        excluded = Set.copyOf(excluded);
        starts = List.copyOf(starts);
    }
}
