package org.lanewise.reports.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.GeometricMean;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.reports.Derived;
import org.lanewise.reports.Format;
import org.lanewise.reports.chart.Chart;
import org.lanewise.reports.chart.Ratios;
import org.lanewise.reports.stats.Contrast;
import org.lanewise.reports.stats.Difference;
import org.lanewise.reports.stats.Differences;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/**
 * Two results side by side.
 *
 * @param before name of the first
 * @param after name of the second
 * @param rows the layers that both have, in the order of the second
 * @param onlyBefore layers that the first alone has
 * @param onlyAfter layers that the second alone has
 */
public record Comparison(
        String before,
        String after,
        List<Row> rows,
        List<String> onlyBefore,
        List<String> onlyAfter)
        implements Derived {
    /**
     * A layer.
     *
     * @param layer its name in the second
     * @param workload what it computes
     * @param cache what the caches held
     * @param beforeSchedule best schedule of the first
     * @param beforeTime its time
     * @param afterSchedule best schedule of the second
     * @param afterTime its time
     * @param difference how many times as fast the second is, corrected for the number of layers;
     *     empty where either has too few JVMs behind its figures
     */
    public record Row(
            String layer,
            Workload workload,
            CacheState cache,
            Schedule beforeSchedule,
            Estimate beforeTime,
            Schedule afterSchedule,
            Estimate afterTime,
            Optional<Difference> difference)
            implements Derived {
        @Override
        public Map<String, Object> derived() {
            return Map.of("ratio", ratio(), "verdict", verdict());
        }

        /** How many times as fast the second is, at the medians. */
        public double ratio() {
            return beforeTime.medianNs() / afterTime.medianNs();
        }

        /** What is known of it. */
        public String verdict() {
            return Difference.words(difference, "JVMs");
        }

        /** Whether the second is known to be slower, at the medians by so much at the least. */
        public boolean regressed(double share) {
            return afterTime.medianNs() >= (1 + share) * beforeTime.medianNs()
                    && difference
                            .filter(known -> known.verdict() == Difference.Verdict.SLOWER)
                            .isPresent();
        }
    }

    @Override
    public Map<String, Object> derived() {
        return Map.of("mean", mean());
    }

    /** Keeps unmodifiable copies. */
    public Comparison {
        rows = List.copyOf(rows);
        onlyBefore = List.copyOf(onlyBefore);
        onlyAfter = List.copyOf(onlyAfter);
    }

    /** Compares what both have; a workload that a side has several times counts once. */
    public static Comparison of(Side before, Side after) {
        List<Side.Timed> olds = new ArrayList<>();
        List<Side.Timed> news = new ArrayList<>();
        for (Side.Timed layer : after.layers()) {
            Optional<Side.Timed> old = find(before, layer);
            if (old.isPresent() && news.stream().noneMatch(layer::isLike)) {
                olds.add(old.get());
                news.add(layer);
            }
        }
        return new Comparison(
                before.name(),
                after.name(),
                rows(olds, news),
                missing(before, after),
                missing(after, before));
    }

    private static List<Row> rows(List<Side.Timed> olds, List<Side.Timed> news) {
        List<Optional<Contrast>> contrasts = new ArrayList<>();
        for (int i = 0; i < news.size(); i++) {
            Side.Timed old = olds.get(i);
            contrasts.add(
                    news.get(i)
                            .times()
                            .flatMap(times ->
                                    old.times().map(was -> Contrast.independent(was, times))));
        }
        List<Optional<Difference>> differences = Differences.of(contrasts);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < news.size(); i++) {
            Side.Timed old = olds.get(i);
            Side.Timed now = news.get(i);
            rows.add(
                    new Row(
                            now.tuned().layer(),
                            now.tuned().workload(),
                            now.cache(),
                            old.tuned().best(),
                            old.tuned().bestTime(),
                            now.tuned().best(),
                            now.tuned().bestTime(),
                            differences.get(i)));
        }
        return rows;
    }

    private static Optional<Side.Timed> find(Side side, Side.Timed wanted) {
        return side.layers().stream().filter(wanted::isLike).findFirst();
    }

    private static List<String> missing(Side from, Side in) {
        return from.layers().stream()
                .filter(layer -> find(in, layer).isEmpty())
                .map(layer -> layer.tuned().layer())
                .distinct()
                .toList();
    }

    /** Geometric mean of how many times as fast the second is; empty without a layer. */
    public OptionalDouble mean() {
        double[] ratios = rows.stream().mapToDouble(Row::ratio).toArray();
        return rows.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(GeometricMean.of(ratios).getAsDouble());
    }

    /** The layers of which the second is known to be slower, by so much at the least. */
    public List<Row> regressions(double share) {
        return rows.stream().filter(row -> row.regressed(share)).toList();
    }

    /** Each layer's ratio with its interval. */
    public Chart chart() {
        return Ratios.of(
                "How many times as fast each layer is in " + after,
                "Chart of each layer's ratio with its interval; the table below holds its numbers.",
                "at the medians",
                "layers",
                rows.stream()
                        .map(row ->
                                new Ratios.Row(
                                        row.layer(),
                                        row.layer()
                                                + "\n"
                                                + Format.gain(row.ratio(), row.difference()),
                                        row.ratio(),
                                        row.difference()))
                        .toList());
    }
}
