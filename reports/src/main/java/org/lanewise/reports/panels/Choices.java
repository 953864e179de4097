package org.lanewise.reports.panels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lanewise.reports.Format;
import org.lanewise.reports.Panel;
import org.lanewise.reports.chart.Axis;
import org.lanewise.reports.chart.Chart;
import org.lanewise.reports.chart.Ink;
import org.lanewise.reports.chart.Key;
import org.lanewise.reports.chart.Option;
import org.lanewise.reports.chart.Series;

/**
 * What choosing a knob's value has to do with a layer's speed, by the trials that were recorded.
 *
 * @param layer the layer's name
 * @param knobs those of which several values were tried, the most important first
 * @param tried the schedules: for each knob, in that order, the position of its value
 * @param gflops the speed of each
 */
public record Choices(
        String layer, List<Varied> knobs, List<List<Integer>> tried, List<Double> gflops)
        implements Panel {
    /** Of fewer trials nothing can be said. */
    private static final int LEAST = 8;

    /** Share of the schedules that are drawn as fast ones. */
    private static final double FAST = 0.1;

    /** Lines that can be told apart. */
    private static final int MOST_LINES = 400;

    /**
     * A knob of which several values were tried.
     *
     * @param knob its name
     * @param values their texts, in the knob's own order
     * @param importance share of the spread of the speeds' logarithms that goes along with it
     */
    public record Varied(String knob, List<String> values, double importance) {
        /** Keeps an unmodifiable copy. */
        public Varied {
            values = List.copyOf(values);
        }
    }

    /** Keeps unmodifiable copies. */
    public Choices {
        knobs = List.copyOf(knobs);
        tried = tried.stream().map(List::copyOf).toList();
        gflops = List.copyOf(gflops);
    }

    @Override
    public String title() {
        return "Why this schedule";
    }

    @Override
    public String name() {
        return "choices";
    }

    /** Whether there are enough trials of enough knobs to look at. */
    public boolean telling() {
        return gflops.size() >= LEAST && knobs.size() >= 2;
    }

    /** How important each knob is. */
    public Chart importance() {
        return new Chart(
                "Share of the spread of speeds that goes along with each knob alone",
                "Bar chart of the importance of "
                        + Format.count(knobs.size(), "knob")
                        + " of "
                        + layer
                        + "; the table below holds its numbers.",
                48 + 22 * knobs.size(),
                List.of(),
                Option.of(
                        "xAxis",
                        Axis.value("% of the variance"),
                        "yAxis",
                        Axis.rows(knobs.stream().map(Varied::knob).toList()),
                        "series",
                        List.of(
                                Series.bars(
                                        "importance",
                                        Ink.DOT,
                                        knobs.stream()
                                                .map(knob -> Chart.rounded(100 * knob.importance()))
                                                .toList()))));
    }

    /** The two knobs that matter most: the fastest schedule of each pair of values. */
    public Chart heatMap() {
        Varied across = knobs.get(0);
        Varied up = knobs.get(1);
        List<Object> cells = new ArrayList<>();
        for (int x = 0; x < across.values().size(); x++) {
            for (int y = 0; y < up.values().size(); y++) {
                cell(x, y).ifPresent(cells::add);
            }
        }
        return new Chart(
                "Fastest trial by " + across.knob() + " and " + up.knob() + ", GFLOP/s",
                "Heat map of the fastest trial of each pair of values of "
                        + across.knob()
                        + " and "
                        + up.knob()
                        + " of "
                        + layer
                        + ".",
                90 + 26 * up.values().size(),
                List.of(),
                Option.of(
                        "xAxis",
                        Axis.names(across.knob(), across.values()),
                        "yAxis",
                        Axis.names(up.knob(), up.values()),
                        "visualMap",
                        Option.of(
                                "show",
                                false,
                                "min",
                                gflops.stream().mapToDouble(Double::doubleValue).min().orElse(0),
                                "max",
                                fastest(),
                                "inRange",
                                Option.of("opacity", List.of(0.15, 1))),
                        "series",
                        List.of(Series.heatMap(Ink.DOT, cells))));
    }

    private Optional<Object> cell(int x, int y) {
        List<Double> speeds =
                IntStream.range(0, tried.size())
                        .filter(i -> tried.get(i).get(0) == x && tried.get(i).get(1) == y)
                        .mapToObj(gflops::get)
                        .toList();
        return speeds.stream()
                .max(Double::compare)
                .map(best ->
                        Option.of(
                                "value",
                                List.of(x, y, Chart.rounded(best)),
                                "note",
                                knobs.get(0).knob()
                                        + " "
                                        + knobs.get(0).values().get(x)
                                        + ", "
                                        + knobs.get(1).knob()
                                        + " "
                                        + knobs.get(1).values().get(y)
                                        + "\n"
                                        + Format.number(best)
                                        + " GFLOP/s, the fastest of "
                                        + Format.count(speeds.size(), "trial")));
    }

    /** Every schedule a line through its values, the slow ones grey. */
    public Chart parallel() {
        List<Object> axes = new ArrayList<>();
        for (int i = 0; i < knobs.size(); i++) {
            axes.add(
                    Option.of(
                            "dim",
                            i,
                            "name",
                            knobs.get(i).knob(),
                            "type",
                            "category",
                            "data",
                            knobs.get(i).values()));
        }
        // Said, since the chart library looks at the first lines alone, and the fastest are others.
        axes.add(
                Option.of(
                        "dim",
                        knobs.size(),
                        "name",
                        "GFLOP/s",
                        "type",
                        "value",
                        "min",
                        Math.floor(gflops.stream().min(Double::compare).orElse(0.0)),
                        "max",
                        Math.ceil(fastest())));
        double limit = fast();
        return new Chart(
                "Each schedule a line through its values and its speed"
                        + (gflops.size() > MOST_LINES
                                ? "; one of " + step() + " slow ones is drawn"
                                : ""),
                "Parallel coordinates of the schedules of " + layer + ".",
                300,
                List.of(
                        new Key("line best", "the fastest tenth"),
                        new Key("line grey", "the others")),
                Option.of(
                        "parallelAxis",
                        axes,
                        "parallel",
                        Option.of(),
                        "series",
                        List.of(
                                lines(Ink.BY_DEFAULT, 0.35, slow(limit)),
                                lines(
                                        Ink.BEST,
                                        0.9,
                                        all().filter(i -> gflops.get(i) >= limit)
                                                .boxed()
                                                .toList()))));
    }

    private Map<String, Object> lines(Ink ink, double opacity, List<Integer> which) {
        return Series.parallel(ink, opacity, which.stream().map(this::line).toList());
    }

    private List<Object> line(int schedule) {
        return Stream.concat(
                        tried.get(schedule).stream().map(Object.class::cast),
                        Stream.of((Object) Chart.rounded(gflops.get(schedule))))
                .toList();
    }

    private IntStream all() {
        return IntStream.range(0, gflops.size());
    }

    private List<Integer> slow(double limit) {
        List<Integer> slow = all().filter(i -> gflops.get(i) < limit).boxed().toList();
        return IntStream.range(0, slow.size())
                .filter(i -> i % step() == 0)
                .mapToObj(slow::get)
                .toList();
    }

    private int step() {
        return Math.max(1, Math.ceilDiv(gflops.size(), MOST_LINES));
    }

    /**
     * The speed from which on a schedule is among the fastest, of which no more are drawn either.
     */
    private double fast() {
        int most = Math.clamp(Math.round(FAST * gflops.size()), 1, MOST_LINES);
        List<Double> sorted = gflops.stream().sorted().toList();
        return sorted.get(sorted.size() - most);
    }

    private double fastest() {
        return gflops.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    }
}
