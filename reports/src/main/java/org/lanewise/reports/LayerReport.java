package org.lanewise.reports;

import java.util.List;
import org.lanewise.config.Evidence;
import org.lanewise.db.Outcome;
import org.lanewise.workload.Workload;

/**
 * What is shown of one layer.
 *
 * @param name the layer's name in its suite
 * @param workload what it computes
 * @param defaultSchedule the default schedule
 * @param best the schedule to run it with
 * @param evidence how far the two times can be trusted
 * @param trials every trial, oldest first
 * @param progress the screened trials that were faster than all before them, oldest first
 * @param outcomes number of trials of each kind, in the order of {@link Outcome.Kind}
 * @param failures the first few failures with distinct messages
 * @param fastest the fastest schedules that were tried, best first
 * @param knobs the best schedule's name, decoded
 * @param kernel the best schedule's code
 */
public record LayerReport(
        String name,
        Workload workload,
        TimedSchedule defaultSchedule,
        TimedSchedule best,
        Evidence evidence,
        List<TrialPoint> trials,
        List<TrialPoint> progress,
        List<OutcomeCount> outcomes,
        List<FailureRow> failures,
        List<FastestRow> fastest,
        List<KnobLine> knobs,
        KernelText kernel) {

    /** Keeps unmodifiable copies. */
    public LayerReport {
        trials = List.copyOf(trials);
        progress = List.copyOf(progress);
        outcomes = List.copyOf(outcomes);
        failures = List.copyOf(failures);
        fastest = List.copyOf(fastest);
        knobs = List.copyOf(knobs);
    }

    /** How many times faster the best schedule is than the default one, at the medians. */
    public double speedup() {
        return defaultSchedule.time().medianNs() / best.time().medianNs();
    }

    /**
     * Whether the intervals of best and default schedule overlap, so that neither is known to be
     * faster.
     */
    public boolean tied() {
        return best.time().tiedWith(defaultSchedule.time());
    }

    /** Number of trials that gave no time. */
    public long failed() {
        return trials.stream().filter(trial -> trial.speed().isEmpty()).count();
    }

    /** Number of trials that gave a time. */
    public long measured() {
        return trials.size() - failed();
    }
}
