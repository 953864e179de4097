package org.lanewise.tuner.tables;

import org.lanewise.config.Machine;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.workload.Workload;

/**
 * What a table is of.
 *
 * @param workload what was computed
 * @param machine where
 * @param slice the schedules, every knob named
 * @param seed of the order in which they were measured, which is random so that a drift of the
 *     machine favours no knob
 */
public record TableHeader(Workload workload, Machine machine, Slice slice, long seed) {
    /**
     * The slice as a space.
     *
     * @throws org.lanewise.schedule.InvalidScheduleException if this version's space lacks one of
     *     its values
     */
    public ScheduleSpace space() {
        return slice.in(ScheduleSpace.of(workload, machine.target()));
    }
}
