package org.lanewise.schedule;

import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

/**
 * A schedule that broke no rule of its workload and target, the only kind the generator takes. Only
 * {@link ScheduleSpace} makes one. Immutable.
 */
public final class LegalSchedule {
    private final Plan plan;

    LegalSchedule(Plan plan) {
        this.plan = plan;
    }

    /** What follows from it. */
    public Plan plan() {
        return plan;
    }

    /** What is computed. */
    public Workload workload() {
        return plan.workload();
    }

    /** How it is computed. */
    public Schedule schedule() {
        return plan.schedule();
    }

    /** What for. */
    public Target target() {
        return plan.target();
    }

    @Override
    public String toString() {
        return workload() + " by " + schedule();
    }
}
