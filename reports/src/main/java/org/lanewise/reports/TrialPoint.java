package org.lanewise.reports;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lanewise.config.Estimate;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.schedule.Schedule;

/**
 * One trial of a layer.
 *
 * @param number counted from 1 in order of time
 * @param stage why it was run
 * @param superseded whether the machine was disturbed, so that a later screening counts instead
 * @param strategy name of the search strategy that proposed it
 * @param schedule what was tried
 * @param kind what became of it
 * @param predicted what the search's model expected: its speed by that of the fastest kernel known
 *     then; empty where no model was asked
 * @param time time of one run; empty unless it was measured
 * @param speed the same as a speed
 * @param at when it was finished
 * @param seconds how long the run had been going on then
 */
public record TrialPoint(
        int number,
        Stage stage,
        boolean superseded,
        String strategy,
        Schedule schedule,
        Outcome.Kind kind,
        OptionalDouble predicted,
        Optional<Estimate> time,
        Optional<Speed> speed,
        Instant at,
        double seconds) {
    /** Whether the search saw it, and in the end believed it. */
    public boolean screened() {
        return !superseded && stage.screening();
    }

    /** Its speed at the median, 0 if it gave none. */
    public double gflops() {
        return speed.map(Speed::point).orElse(0.0);
    }
}
