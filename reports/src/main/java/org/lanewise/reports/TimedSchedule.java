package org.lanewise.reports;

import java.util.OptionalDouble;
import org.lanewise.config.Estimate;
import org.lanewise.schedule.Schedule;

/**
 * A schedule and how fast a layer runs with it.
 *
 * @param schedule the schedule
 * @param time time of one run
 * @param speed the same as a speed
 * @param peakShare part of the core's FMA peak that the speed is, 0 to 1; empty where the peak is
 *     not known
 */
public record TimedSchedule(
        Schedule schedule, Estimate time, Speed speed, OptionalDouble peakShare) {}
