package org.lanewise.schedule;

import org.jspecify.annotations.Nullable;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

/**
 * A schedule that broke no rule of its workload and target, the only kind the generator takes. Only
 * {@link ScheduleSpace} makes one. Immutable.
 */
public final class LegalSchedule {
    private final Workload workload;
    private final Schedule schedule;
    private final Target target;

    /**
     * Whoever asks first works it out; two threads that do at once make the same. A JVM that loads
     * a compiled kernel never asks.
     */
    private @Nullable Plan plan;

    LegalSchedule(Plan plan) {
        this(plan.workload(), plan.schedule(), plan.target());
        this.plan = plan;
    }

    LegalSchedule(Workload workload, Schedule schedule, Target target) {
        this.workload = workload;
        this.schedule = schedule;
        this.target = target;
    }

    /** What follows from it. */
    public Plan plan() {
        Plan known = plan;
        if (known == null) {
            known = new Plan(workload, schedule, target);
            plan = known;
        }
        return known;
    }

    /** What is computed. */
    public Workload workload() {
        return workload;
    }

    /** How it is computed. */
    public Schedule schedule() {
        return schedule;
    }

    /** What for. */
    public Target target() {
        return target;
    }

    @Override
    public String toString() {
        return workload + " by " + schedule;
    }
}
