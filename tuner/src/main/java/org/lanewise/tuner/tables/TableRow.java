package org.lanewise.tuner.tables;

import java.util.OptionalDouble;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.Schedule;

/**
 * One schedule of a table.
 *
 * @param schedule which
 * @param outcome how its trial ended
 * @param nanos median time of one run, empty unless it was measured
 */
public record TableRow(Schedule schedule, Outcome.Kind outcome, OptionalDouble nanos) {
    /** Tenths of a nanosecond are kept: no clock resolves more, and less compresses better. */
    private static final double KEPT = 10;

    /** Checks that a time is there where one was measured, and only there. */
    public TableRow {
        boolean timed = nanos.isPresent() && nanos.getAsDouble() > 0;
        if (timed != (outcome == Outcome.Kind.MEASURED)) {
            throw new IllegalArgumentException(
                    "the row of "
                            + schedule
                            + " has the outcome "
                            + outcome.label()
                            + " and "
                            + (timed ? "a" : "no")
                            + " time.");
        }
    }

    /** The row of a trial. */
    public static TableRow of(Schedule schedule, Outcome outcome) {
        OptionalDouble nanos =
                outcome instanceof Outcome.Measured measured
                        ? OptionalDouble.of(
                                Math.max(1, Math.round(measured.time().medianNs() * KEPT)) / KEPT)
                        : OptionalDouble.empty();
        return new TableRow(schedule, outcome.kind(), nanos);
    }
}
