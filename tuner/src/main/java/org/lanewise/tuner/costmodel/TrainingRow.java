package org.lanewise.tuner.costmodel;

import java.util.OptionalDouble;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Schedule;
import org.lanewise.target.Target;
import org.lanewise.tuner.features.FeatureSet;
import org.lanewise.workload.Workload;

/**
 * What was learned of one kernel.
 *
 * @param workload what it computes
 * @param schedule how
 * @param nanos time of one run, or empty where the candidate failed: it did not compile, was wrong,
 *     or stayed in slow code
 */
public record TrainingRow(Workload workload, Schedule schedule, OptionalDouble nanos) {
    /** Checks that the time is one. */
    public TrainingRow {
        nanos.ifPresent(Example::require);
    }

    /** The same as a model sees it; kernels of one workload can be compared. */
    public Example example(Target target) {
        return new Example(workload, FeatureSet.current().of(plan(target)), nanos);
    }

    /** The kernel's plan on the target that it ran on. */
    Plan plan(Target target) {
        return new Plan(workload, schedule, target);
    }
}
