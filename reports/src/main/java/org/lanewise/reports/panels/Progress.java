package org.lanewise.reports.panels;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.lanewise.db.Stage;
import org.lanewise.reports.Format;
import org.lanewise.reports.Panel;
import org.lanewise.reports.TrialPoint;
import org.lanewise.reports.chart.Axis;
import org.lanewise.reports.chart.Chart;
import org.lanewise.reports.chart.Ink;
import org.lanewise.reports.chart.Key;
import org.lanewise.reports.chart.Option;
import org.lanewise.reports.chart.Points;
import org.lanewise.reports.chart.Series;
import org.lanewise.schedule.Schedule;

/**
 * How a layer's search went.
 *
 * @param layer the layer's name
 * @param defaultGflops speed of its default schedule
 * @param trials every trial, oldest first
 * @param improvements the screened trials that were faster than all before them, oldest first
 * @param random what searching at random would have come to; empty where no slice of the layer's
 *     space was recorded
 */
public record Progress(
        String layer,
        double defaultGflops,
        List<TrialPoint> trials,
        List<TrialPoint> improvements,
        Optional<RandomBand> random)
        implements Panel {
    /** Keeps unmodifiable copies. */
    public Progress {
        trials = List.copyOf(trials);
        improvements = List.copyOf(improvements);
    }

    @Override
    public String title() {
        return "Search";
    }

    @Override
    public String name() {
        return "progress";
    }

    /** Number of trials that gave a time. */
    public long measured() {
        return trials.stream().filter(trial -> trial.speed().isPresent()).count();
    }

    /** Speeds in the order of trials. */
    public Chart byTrials() {
        return chart("trial", "in the order of trials", TrialPoint::number, random);
    }

    /** Speeds by the time of the run. */
    public Chart byTime() {
        return chart(
                "seconds of the run",
                "by the time of the run",
                TrialPoint::seconds,
                Optional.empty());
    }

    private Chart chart(
            String axis, String order, ToDoubleFunction<TrialPoint> x, Optional<RandomBand> band) {
        double last = trials.stream().mapToDouble(x).max().orElse(1);
        Names names = new Names(x);
        List<Object> series = new ArrayList<>();
        band.ifPresent(random -> series.addAll(lines(random)));
        series.add(
                Series.dashed(
                        Ink.BY_DEFAULT,
                        List.of(
                                List.of(0, Chart.rounded(defaultGflops)),
                                List.of(last, Chart.rounded(defaultGflops)))));
        series.add(Series.steps(Ink.BEST, line(x, last)));
        series.add(Series.dots("screened", Series.Mark.CIRCLE, Ink.DOT, names.of(Shown.SCREENED)));
        series.add(
                Series.dots(
                        "screened in a disturbed moment, and later again",
                        Series.Mark.CIRCLE,
                        Ink.RULE,
                        names.of(Shown.DISTURBED)));
        series.add(
                Series.dots(
                        "played off among the fastest",
                        Series.Mark.TRIANGLE,
                        Ink.BEST,
                        names.of(Shown.PLAYED_OFF)));
        series.add(
                Series.dots(
                        "confirmed", Series.Mark.DIAMOND, Ink.DIAMOND, names.of(Shown.CONFIRMED)));
        series.add(
                Series.dots(
                        "the winner, or what differs from it in one knob",
                        Series.Mark.HOLLOW,
                        Ink.BY_DEFAULT,
                        names.of(Shown.ABLATED)));
        series.add(Series.dots("failed", Series.Mark.CROSS, Ink.CROSS, names.of(Shown.FAILED)));
        return new Chart(
                "GFLOP/s of each trial " + order,
                "Chart of "
                        + Format.count(trials.size(), "trial")
                        + " of "
                        + layer
                        + " "
                        + order
                        + ", "
                        + measured()
                        + " of them measured; the table below lists each improvement.",
                300,
                keys(band.isPresent()),
                Option.of(
                        "names",
                        names.all(),
                        "xAxis",
                        Option.with(Axis.value(axis), "max", Math.max(last, 2)),
                        "yAxis",
                        Axis.value("GFLOP/s"),
                        "series",
                        series));
    }

    private static List<Object> lines(RandomBand random) {
        List<double[]> ends = new ArrayList<>();
        List<Object> middle = new ArrayList<>();
        for (RandomBand.Step step : random.steps()) {
            ends.add(
                    new double[] {
                        step.trial(), Chart.rounded(step.low()), Chart.rounded(step.high())
                    });
            middle.add(List.of(step.trial(), Chart.rounded(step.middle())));
        }
        List<Object> lines = new ArrayList<>(Series.band(Ink.BY_DEFAULT, ends));
        lines.add(Series.line(Ink.BY_DEFAULT, middle));
        return lines;
    }

    private List<Key> keys(boolean band) {
        List<Key> keys = new ArrayList<>();
        keys.add(new Key("line best", "best so far"));
        if (band) {
            keys.add(new Key("line grey", "a search at random, every other one"));
            keys.add(new Key("area", "eight of ten of them"));
        }
        keys.add(new Key("dot", "screened"));
        if (trials.stream().anyMatch(TrialPoint::superseded)) {
            keys.add(new Key("dot faint", "disturbed, and later again"));
        }
        keys.add(new Key("triangle", "played off"));
        keys.add(new Key("diamond", "confirmed"));
        if (trials.stream().anyMatch(trial -> trial.stage() == Stage.ABLATION)) {
            keys.add(new Key("ring grey", "one knob changed"));
        }
        keys.add(new Key("cross", "failed"));
        keys.add(new Key("line dashed", "default schedule"));
        return keys;
    }

    /** As what a trial is drawn. */
    private enum Shown {
        SCREENED,
        DISTURBED,
        PLAYED_OFF,
        CONFIRMED,
        ABLATED,
        FAILED,
        NOT_AT_ALL;

        static Shown of(TrialPoint trial) {
            if (trial.speed().isEmpty()) {
                return FAILED;
            }
            if (trial.superseded()) {
                return DISTURBED;
            }
            return switch (trial.stage()) {
                case SCREEN, RESCREEN, REVALIDATE -> SCREENED;
                case PLAY_OFF -> PLAYED_OFF;
                case CONFIRM -> CONFIRMED;
                case ABLATION -> ABLATED;
                case CONTROL, APPLICATION, RECORD -> NOT_AT_ALL;
            };
        }
    }

    private List<Object> line(ToDoubleFunction<TrialPoint> x, double last) {
        List<Object> line = new ArrayList<>();
        for (TrialPoint step : improvements) {
            line.add(List.of(x.applyAsDouble(step), Chart.rounded(step.gflops())));
        }
        if (!improvements.isEmpty()) {
            line.add(List.of(last, Chart.rounded(improvements.getLast().gflops())));
        }
        return line;
    }

    /** Points, and what each is called; a schedule that was tried often is written once. */
    private final class Names {
        private final Map<Schedule, Integer> positions = new LinkedHashMap<>();
        private final Map<Shown, List<TrialPoint>> shown =
                trials.stream().collect(groupingBy(Shown::of));
        private final ToDoubleFunction<TrialPoint> x;

        Names(ToDoubleFunction<TrialPoint> x) {
            this.x = x;
        }

        /** Failures lie on the axis: they have no speed. */
        Points of(Shown wanted) {
            Points points = new Points();
            for (TrialPoint trial : shown.getOrDefault(wanted, List.of())) {
                points.add(
                        x.applyAsDouble(trial),
                        trial.gflops(),
                        positions.computeIfAbsent(trial.schedule(), none -> positions.size()));
            }
            return points;
        }

        List<String> all() {
            return positions.keySet().stream().map(Schedule::toString).toList();
        }
    }
}
