package org.lanewise.reports.panels;

import java.util.Optional;
import org.lanewise.config.Estimate;
import org.lanewise.reports.Speed;
import org.lanewise.schedule.Schedule;

/**
 * One of the fastest schedules of a layer.
 *
 * @param schedule the schedule
 * @param screened its best time in the search, empty if it was not measured there
 * @param confirmed its time in a fresh JVM, empty if it was no finalist
 * @param speed speed at the confirmed time, or at the screened one where there is none
 * @param winner whether it is the schedule to run with
 */
public record FastestRow(
        Schedule schedule,
        Optional<Estimate> screened,
        Optional<Estimate> confirmed,
        Speed speed,
        boolean winner) {}
