package org.lanewise.reports.panels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.lanewise.config.CacheState;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.MemoryLevel;
import org.lanewise.reports.Format;
import org.lanewise.reports.Panel;
import org.lanewise.reports.chart.Axis;
import org.lanewise.reports.chart.Chart;
import org.lanewise.reports.chart.Ink;
import org.lanewise.reports.chart.Key;
import org.lanewise.reports.chart.Option;
import org.lanewise.reports.chart.Series;

/**
 * Each layer beside what the machine can do at the most.
 *
 * @param peakGflops peak of one core, 0 if it was not measured
 * @param limits what one thread can do at the most, if that was measured
 * @param points the layers
 */
public record Roofline(double peakGflops, Optional<MachineLimits> limits, List<Point> points)
        implements Panel {
    /**
     * A layer as one kernel runs it.
     *
     * @param layer its name
     * @param cache what the caches held
     * @param intensity operations on the image for each byte that must be moved
     * @param gflops the same operations, 10^9 a second
     */
    public record Point(String layer, CacheState cache, double intensity, double gflops) {}

    /** Keeps an unmodifiable copy. */
    public Roofline {
        points = List.copyOf(points);
    }

    @Override
    public String title() {
        return "Roofline";
    }

    @Override
    public String name() {
        return "roofline";
    }

    /** The ceilings as one sentence. */
    public String ceilings() {
        if (limits.isEmpty()) {
            return peakGflops > 0
                    ? "The peak of one core is "
                            + Format.number(peakGflops)
                            + " GFLOP/s. How fast its memories are was not measured; 'lanewise peers' does it once for a machine."
                    : "Neither the peak nor the memories' speeds of this machine were measured; 'lanewise peers' does it once.";
        }
        StringBuilder words = new StringBuilder("Ceilings of one thread, measured: ");
        words.append(Format.number(limits.get().peakGflops())).append(" GFLOP/s");
        for (MemoryLevel level : limits.get().levels()) {
            words.append("; copies in ")
                    .append(level.name())
                    .append(' ')
                    .append(Format.number(level.copyGbs()))
                    .append(" GB/s");
        }
        return words.append('.').toString();
    }

    /** Whether there are points of both states of the caches. */
    public boolean both() {
        return points.stream().map(Point::cache).distinct().count() > 1;
    }

    /**
     * What the caches held for every point, where there are some and not {@link #both}.
     *
     * @throws java.util.NoSuchElementException if there are none
     */
    public CacheState onlyCache() {
        return points.getFirst().cache();
    }

    /** The state of which there is no point then. */
    public CacheState otherCache() {
        return onlyCache() == CacheState.HOT ? CacheState.COLD : CacheState.HOT;
    }

    /** Every layer a point under the ceilings. */
    public Chart chart() {
        double left = below(intensities().min().orElse(1) / 1.2);
        double right = above(intensities().max().orElse(1) * 1.2);
        List<Object> series = new ArrayList<>(ceilings(left, right));
        for (CacheState cache : CacheState.values()) {
            List<Object> drawn = new ArrayList<>();
            for (int i = 0; i < points.size(); i++) {
                Point point = points.get(i);
                if (point.cache() == cache) {
                    drawn.add(
                            List.of(
                                    Chart.rounded(point.intensity()),
                                    Chart.rounded(point.gflops()),
                                    i));
                }
            }
            series.add(
                    Series.dots(
                            "caches " + cache.text(),
                            cache == CacheState.HOT ? Series.Mark.CIRCLE : Series.Mark.HOLLOW,
                            Ink.BEST,
                            drawn));
        }
        double lowest = points.stream().mapToDouble(Point::gflops).min().orElse(1);
        return new Chart(
                "Speed on the image by operations for each byte moved, both by their logarithms",
                "Roofline of "
                        + Format.count(points.size(), "point")
                        + "; the table of layers holds the shares.",
                380,
                keys(),
                Option.of(
                        "names",
                        points.stream().map(Point::layer).toList(),
                        "xAxis",
                        Axis.log("FLOP for each byte", left, right),
                        "yAxis",
                        Axis.log("GFLOP/s", below(lowest / 1.2), above(highest() * 1.1)),
                        "series",
                        series));
    }

    private List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        for (CacheState cache : CacheState.values()) {
            if (points.stream().anyMatch(point -> point.cache() == cache)) {
                String mark = cache == CacheState.HOT ? "dot strong" : "ring";
                keys.add(new Key(mark, "caches " + cache.text()));
            }
        }
        keys.add(new Key("line dashed", limits.isPresent() ? "ceilings" : "peak"));
        return keys;
    }

    private List<Object> ceilings(double left, double right) {
        double peak = limits.map(MachineLimits::peakGflops).orElse(peakGflops);
        List<Object> lines = new ArrayList<>();
        if (peak > 0) {
            lines.add(ceiling("peak", List.of(List.of(left, peak), List.of(right, peak))));
        }
        for (MemoryLevel level : limits.map(MachineLimits::levels).orElse(List.of())) {
            double end = Math.min(right, peak / level.copyGbs());
            if (end > left) {
                lines.add(
                        ceiling(
                                level.name(),
                                List.of(
                                        List.of(left, left * level.copyGbs()),
                                        List.of(end, end * level.copyGbs()))));
            }
        }
        return lines;
    }

    /** A line with its name at the end. */
    private static Object ceiling(String name, List<List<Double>> ends) {
        return Option.with(
                Series.dashed(Ink.BY_DEFAULT, ends),
                "name",
                name,
                "endLabel",
                Option.of("show", true, "formatter", name));
    }

    private double highest() {
        double peak = limits.map(MachineLimits::peakGflops).orElse(peakGflops);
        return Math.max(peak, points.stream().mapToDouble(Point::gflops).max().orElse(1));
    }

    private DoubleStream intensities() {
        return points.stream().mapToDouble(Point::intensity);
    }

    private static double below(double value) {
        return Math.pow(2, Math.floor(Math.log(value) / Math.log(2)));
    }

    private static double above(double value) {
        return Math.pow(2, Math.ceil(Math.log(value) / Math.log(2)));
    }
}
