package org.lanewise.tuner.search.optaplanner;

import org.lanewise.schedule.LegalSchedule;

/**
 * A schedule that the search met.
 *
 * @param schedule the schedule
 * @param cost what the request's cost function said of it
 */
public record RankedSchedule(LegalSchedule schedule, double cost) {}
