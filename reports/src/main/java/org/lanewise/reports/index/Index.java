package org.lanewise.reports.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.reports.Derived;
import org.lanewise.reports.Format;
import org.lanewise.reports.chart.Axis;
import org.lanewise.reports.chart.Chart;
import org.lanewise.reports.chart.Ink;
import org.lanewise.reports.chart.Option;
import org.lanewise.reports.chart.Series;
import org.lanewise.reports.stats.Difference;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/**
 * All runs and machines of a database.
 *
 * @param results the newest result of each suite on each machine, the last saved first
 * @param changes what the last confirmation of a layer says beside the one before, regressions
 *     first
 * @param histories each layer's best in the order of time
 */
public record Index(List<Result> results, List<Change> changes, List<History> histories) {
    /**
     * A result.
     *
     * @param suite what was tuned
     * @param layout in which layout
     * @param cache what the caches held
     * @param machine where
     * @param layers number of layers
     * @param speedup geometric mean over the default schedules
     * @param trials number of trials of the runs that its layers come from
     * @param newest when the last of them was finished
     */
    public record Result(
            String suite,
            String layout,
            CacheState cache,
            Machine machine,
            int layers,
            double speedup,
            long trials,
            Optional<Instant> newest) {}

    /**
     * The schedule that one confirmation chose.
     *
     * @param at when
     * @param schedule the schedule
     * @param medianNs median of its JVMs
     */
    public record Best(Instant at, Schedule schedule, double medianNs) {}

    /**
     * What is tuned again and again.
     *
     * @param machine where
     * @param cache what the caches held
     * @param layer its name in the newest result
     * @param workload what it computes
     * @param bests oldest first
     */
    public record History(
            Machine machine, CacheState cache, String layer, Workload workload, List<Best> bests) {
        /** Keeps an unmodifiable copy. */
        public History {
            bests = List.copyOf(bests);
        }
    }

    /**
     * The last two of a history.
     *
     * @param history of which
     * @param before the last but one
     * @param after the last
     * @param difference how many times as fast the last is, corrected for the number of layers;
     *     empty where too few JVMs tell
     */
    public record Change(History history, Best before, Best after, Optional<Difference> difference)
            implements Derived {
        @Override
        public Map<String, Object> derived() {
            return Map.of("ratio", ratio(), "verdict", verdict());
        }

        /** How many times as fast the last is, at the medians. */
        public double ratio() {
            return before.medianNs() / after.medianNs();
        }

        /** What is known of it. */
        public String verdict() {
            return Difference.words(difference, "JVMs");
        }

        /** Regressions before improvements before what is open. */
        int rank() {
            return difference
                    .map(known ->
                            switch (known.verdict()) {
                                case SLOWER -> 0;
                                case FASTER -> 1;
                                case OPEN -> 2;
                            })
                    .orElse(3);
        }
    }

    /** Keeps unmodifiable copies. */
    public Index {
        results = List.copyOf(results);
        changes = List.copyOf(changes);
        histories = List.copyOf(histories);
    }

    /** How many layers are known to have become slower, or faster. */
    public long changed(Difference.Verdict verdict) {
        return changes.stream()
                .filter(change ->
                        change.difference().filter(known -> known.verdict() == verdict).isPresent())
                .count();
    }

    /** Each layer's best beside its first, as a line. */
    public Chart chart() {
        List<Object> series = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (History history : histories) {
            if (history.bests().size() > 1) {
                series.add(Series.course("", Ink.DOT, points(history, names)));
            }
        }
        return new Chart(
                "Speed of each layer's best beside its first, in the order of time",
                "Lines of the speed of "
                        + Format.count(series.size(), "layer")
                        + "; the table holds the last change of each.",
                320,
                List.of(),
                Option.of(
                        "names",
                        names,
                        "xAxis",
                        Axis.time(),
                        "yAxis",
                        Axis.around("times as fast as at first"),
                        "series",
                        series));
    }

    private static List<Object> points(History history, List<String> names) {
        List<Object> points = new ArrayList<>();
        double first = history.bests().getFirst().medianNs();
        for (Best best : history.bests()) {
            names.add(
                    history.layer()
                            + "\n"
                            + Format.date(best.at())
                            + "\n"
                            + best.schedule()
                            + "\n"
                            + Format.time(best.medianNs()));
            points.add(
                    List.of(
                            best.at().toEpochMilli(),
                            Chart.rounded(first / best.medianNs()),
                            names.size() - 1));
        }
        return points;
    }
}
