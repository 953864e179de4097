package org.lanewise.reports.panels;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lanewise.config.Evidence;
import org.lanewise.reports.Panel;
import org.lanewise.reports.TimedSchedule;
import org.lanewise.reports.stats.Difference;
import org.lanewise.workload.Workload;

/**
 * All layers, one a row.
 *
 * @param rows in suite order
 * @param roofline whether the machine's limits are known
 */
public record Layers(List<Row> rows, boolean roofline) implements Panel {
    /**
     * A layer.
     *
     * @param layer its name
     * @param workload what it computes
     * @param count how often the network runs it
     * @param timeShare share of the network's time with the best schedules
     * @param defaultSchedule the default schedule
     * @param best the best one
     * @param speedup how many times as fast, at the medians
     * @param keepsDefault whether the two are one
     * @param difference the same round by round; empty where too few rounds tell
     * @param rooflineShare shortest possible time by the best one
     * @param evidence how far the times can be trusted
     * @param trials number of trials
     * @param behind whether its figures come from these trials; if not, nothing that they come from
     *     is in the database, and these are the last run's
     */
    public record Row(
            String layer,
            Workload workload,
            int count,
            double timeShare,
            TimedSchedule defaultSchedule,
            TimedSchedule best,
            double speedup,
            boolean keepsDefault,
            Optional<Difference> difference,
            OptionalDouble rooflineShare,
            Evidence evidence,
            int trials,
            boolean behind) {}

    /** Keeps an unmodifiable copy. */
    public Layers {
        rows = List.copyOf(rows);
    }

    @Override
    public String title() {
        return "Layers";
    }

    @Override
    public String name() {
        return "layers";
    }
}
