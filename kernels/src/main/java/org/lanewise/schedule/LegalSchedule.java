package org.lanewise.schedule;

import org.lanewise.workload.Workload;

/**
 * A schedule that broke no rule of its workload, the only kind the generator takes. Only {@link
 * ScheduleSpace#admit} makes one. Immutable.
 */
public final class LegalSchedule {
    private final Workload workload;
    private final Schedule schedule;

    LegalSchedule(Workload workload, Schedule schedule) {
        this.workload = workload;
        this.schedule = schedule;
    }

    /** What is computed. */
    public Workload workload() {
        return workload;
    }

    /** How it is computed. */
    public Schedule schedule() {
        return schedule;
    }

    @Override
    public String toString() {
        return workload + " by " + schedule;
    }
}
