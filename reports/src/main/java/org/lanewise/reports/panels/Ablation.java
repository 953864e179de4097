package org.lanewise.reports.panels;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lanewise.config.CacheState;
import org.lanewise.db.Outcome;
import org.lanewise.reports.Format;
import org.lanewise.reports.Panel;
import org.lanewise.reports.chart.Chart;
import org.lanewise.reports.chart.Ratios;
import org.lanewise.reports.stats.Difference;
import org.lanewise.schedule.Schedule;

/**
 * What becomes of a layer's best kernel when one of its knobs is changed, measured in turns with
 * it.
 *
 * @param layer the layer's name
 * @param cache what the caches held in the layer's run; turns are taken with hot ones alone
 * @param changes by knob, in the knobs' order
 */
public record Ablation(String layer, CacheState cache, List<Change> changes) implements Panel {
    /**
     * One knob changed.
     *
     * @param knob its name
     * @param from its value in the winner
     * @param to its other value
     * @param schedule the winner with that value
     * @param outcome what became of it
     * @param speed how many times as fast as the winner, at the medians; empty where it failed
     * @param difference the same turn by turn, corrected for the number of changes; empty where too
     *     few turns tell
     */
    public record Change(
            String knob,
            String from,
            String to,
            Schedule schedule,
            Outcome.Kind outcome,
            OptionalDouble speed,
            Optional<Difference> difference) {
        /** What is known of it beside the winner. */
        public String verdict() {
            return speed.isEmpty() ? outcome.label() : Difference.words(difference, "turns");
        }

        private double speedOrNone() {
            return speed.orElse(0);
        }
    }

    /** Keeps an unmodifiable copy. */
    public Ablation {
        changes = List.copyOf(changes);
    }

    @Override
    public String title() {
        return "One knob at a time";
    }

    @Override
    public String name() {
        return "ablation";
    }

    /** What was done, or why there is nothing to show. */
    public String words() {
        if (!changes.isEmpty()) {
            return Format.count(changes.size(), "change")
                    + " of one knob took turns with the winner, caches hot, several in one JVM.";
        }
        return cache == CacheState.HOT
                ? "It was not measured: 'lanewise tune' with --ablation changes one knob of the winner at a time."
                : "There is nothing to show: knobs are changed one at a time with hot caches alone, and these figures are of cold ones.";
    }

    /** Whether there is a change that ran. */
    public boolean measured() {
        return changes.stream().anyMatch(change -> change.speed().isPresent());
    }

    /** The best other value of each knob. */
    public Chart chart() {
        Map<String, Change> best = new LinkedHashMap<>();
        for (Change change : changes) {
            if (change.speed().isPresent()) {
                best.merge(
                        change.knob(),
                        change,
                        (one, other) -> one.speedOrNone() >= other.speedOrNone() ? one : other);
            }
        }
        return Ratios.of(
                "Speed of the winner with the best other value of each knob, beside the winner",
                "Chart of the speed of "
                        + layer
                        + " with the best other value of each knob; the table below holds all values.",
                "at the medians",
                "changes",
                best.values().stream().map(Ablation::row).toList());
    }

    private static Ratios.Row row(Change change) {
        String name = change.knob() + " " + change.from() + " → " + change.to();
        return new Ratios.Row(
                name,
                name + "\n" + Format.gain(change.speedOrNone(), change.difference()),
                change.speedOrNone(),
                change.difference());
    }
}
