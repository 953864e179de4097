package org.lanewise.reports.panels;

import java.util.List;
import org.lanewise.reports.Panel;

/**
 * What became of a layer's trials.
 *
 * @param layer the layer's name
 * @param outcomes number of trials of each kind, in the order of {@link
 *     org.lanewise.db.Outcome.Kind}
 * @param failures the kinds and messages of those that gave no time, the most frequent first
 * @param more how many messages are left out
 */
public record Failures(
        String layer, List<OutcomeCount> outcomes, List<FailureRow> failures, int more)
        implements Panel {
    /** Keeps unmodifiable copies. */
    public Failures {
        outcomes = List.copyOf(outcomes);
        failures = List.copyOf(failures);
    }

    @Override
    public String title() {
        return "Outcomes";
    }

    @Override
    public String name() {
        return "failures";
    }
}
