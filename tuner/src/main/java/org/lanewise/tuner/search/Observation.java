package org.lanewise.tuner.search;

import java.util.OptionalDouble;
import org.lanewise.schedule.Schedule;

/**
 * What became of one proposal.
 *
 * @param schedule what was proposed
 * @param nanos time of one run, or empty where the candidate failed
 */
public record Observation(Schedule schedule, OptionalDouble nanos) {}
