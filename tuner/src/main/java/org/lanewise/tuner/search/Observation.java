package org.lanewise.tuner.search;

import java.util.OptionalDouble;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.costmodel.TrainingRow;
import org.lanewise.workload.Workload;

/**
 * What became of one proposal.
 *
 * @param schedule what was proposed
 * @param nanos time of one run, or empty where the candidate failed
 */
public record Observation(Schedule schedule, OptionalDouble nanos) {
    /** The same as a row that a cost model learns from. */
    TrainingRow row(Workload workload) {
        return new TrainingRow(workload, schedule, nanos);
    }
}
