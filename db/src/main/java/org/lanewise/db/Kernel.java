package org.lanewise.db;

import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/**
 * A kernel of this version's generator.
 *
 * @param workload what it computes
 * @param schedule how
 */
public record Kernel(Workload workload, Schedule schedule) {}
