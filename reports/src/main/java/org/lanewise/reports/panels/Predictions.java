package org.lanewise.reports.panels;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.lanewise.reports.Format;
import org.lanewise.reports.Panel;
import org.lanewise.reports.chart.Axis;
import org.lanewise.reports.chart.Chart;
import org.lanewise.reports.chart.Ink;
import org.lanewise.reports.chart.Key;
import org.lanewise.reports.chart.Option;
import org.lanewise.reports.chart.Series;
import org.lanewise.schedule.Schedule;

/**
 * What the search's model expected of its candidates, and what they came to.
 *
 * @param layer the layer's name
 * @param guesses those that a model was asked about and that gave a time, in the order of rounds
 * @param rounds how well the model put each round in order
 */
public record Predictions(String layer, List<Guess> guesses, List<Round> rounds) implements Panel {
    /**
     * A candidate.
     *
     * @param round its round, from 1
     * @param schedule what was tried
     * @param predicted its speed as the model expected it, by that of the fastest known before the
     *     round
     * @param measured the same as it was measured
     */
    public record Guess(int round, Schedule schedule, double predicted, double measured) {}

    /**
     * A round.
     *
     * @param round its number, from 1
     * @param candidates how many of its candidates have both
     * @param correlation of the ranks; empty where these are too few
     */
    public record Round(int round, int candidates, OptionalDouble correlation) {}

    /** Keeps unmodifiable copies. */
    public Predictions {
        guesses = List.copyOf(guesses);
        rounds = List.copyOf(rounds);
    }

    @Override
    public String title() {
        return "Predicted and measured";
    }

    @Override
    public String name() {
        return "predictions";
    }

    /** Each candidate a point, beside the line on which predictions are right. */
    public Chart scatter() {
        double most =
                guesses.stream()
                        .mapToDouble(guess -> Math.max(guess.predicted(), guess.measured()))
                        .max()
                        .orElse(1);
        return new Chart(
                "Speed by that of the fastest known before the round",
                "Scatter of "
                        + Format.count(guesses.size(), "candidate")
                        + " of "
                        + layer
                        + ", predicted across and measured up; the table below tells how well each round was put in order.",
                300,
                List.of(new Key("dot", "candidate"), new Key("line dashed", "as predicted")),
                Option.of(
                        "names",
                        guesses.stream().map(Predictions::words).toList(),
                        "xAxis",
                        Axis.value("predicted"),
                        "yAxis",
                        Axis.value("measured"),
                        "series",
                        List.of(
                                Series.dashed(
                                        Ink.BY_DEFAULT,
                                        List.of(
                                                List.of(0, 0),
                                                List.of(Chart.rounded(most), Chart.rounded(most)))),
                                Series.dots("", Series.Mark.CIRCLE, Ink.DOT, points()))));
    }

    private List<Object> points() {
        return IntStream.range(0, guesses.size())
                .mapToObj(i ->
                        (Object)
                                List.of(
                                        // The axis begins at 0; a model may go below.
                                        Chart.rounded(Math.max(0, guesses.get(i).predicted())),
                                        Chart.rounded(guesses.get(i).measured()),
                                        i))
                .toList();
    }

    private static String words(Guess guess) {
        return guess.schedule()
                + "\nround "
                + guess.round()
                + "\npredicted "
                + Format.number(guess.predicted())
                + ", measured "
                + Format.number(guess.measured());
    }

    /** How well each round was put in order. */
    public Chart byRound() {
        return new Chart(
                "Rank correlation of each round",
                "Line of the rank correlation of each round of "
                        + layer
                        + "; the table below holds its numbers.",
                300,
                List.of(),
                Option.of(
                        "xAxis",
                        Option.of(
                                "type", "value", "name", "round", "minInterval", 1, "scale", true),
                        "yAxis",
                        Option.of("type", "value", "name", "rank correlation", "min", -1, "max", 1),
                        "series",
                        List.of(
                                Series.course(
                                        "",
                                        Ink.BEST,
                                        rounds.stream()
                                                .filter(round -> round.correlation().isPresent())
                                                .map(round ->
                                                        List.of(
                                                                round.round(),
                                                                Chart.rounded(
                                                                        round.correlation()
                                                                                .getAsDouble())))
                                                .toList()))));
    }
}
