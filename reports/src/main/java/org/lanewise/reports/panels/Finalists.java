package org.lanewise.reports.panels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lanewise.config.Evidence;
import org.lanewise.reports.Format;
import org.lanewise.reports.Panel;
import org.lanewise.reports.chart.Axis;
import org.lanewise.reports.chart.Chart;
import org.lanewise.reports.chart.Ink;
import org.lanewise.reports.chart.Key;
import org.lanewise.reports.chart.Option;
import org.lanewise.reports.chart.Series;
import org.lanewise.reports.stats.Difference;
import org.lanewise.schedule.Schedule;

/**
 * The fastest schedules of a layer, and what each fresh JVM said of them.
 *
 * @param layer the layer's name
 * @param fastest the fastest schedules that were tried, best first
 * @param forks the fresh JVMs' times of each finalist and of the default schedule
 * @param evidence how far the winner's figures can be trusted
 * @param drift how many times as long the last round took as the first, all schedules together,
 *     where nearly all rounds became slower, or faster; empty where they did not
 */
public record Finalists(
        String layer,
        List<FastestRow> fastest,
        List<ForkTimes> forks,
        Evidence evidence,
        OptionalDouble drift)
        implements Panel {
    /**
     * One schedule in fresh JVMs.
     *
     * @param schedule the schedule
     * @param rounds number of each JVM's round, from 1
     * @param medianNs median time of a run in each JVM
     * @param slower how many times as long it takes as the winner, corrected for the number of
     *     schedules; empty for the winner, or where too few rounds tell
     * @param winner whether it is the schedule to run with
     */
    public record ForkTimes(
            Schedule schedule,
            List<Integer> rounds,
            List<Double> medianNs,
            Optional<Difference> slower,
            boolean winner) {
        /** Keeps unmodifiable copies. */
        public ForkTimes {
            rounds = List.copyOf(rounds);
            medianNs = List.copyOf(medianNs);
        }

        /** What is known of it beside the winner. */
        public String verdict() {
            if (winner) {
                return "best";
            }
            return slower.map(known ->
                            switch (known.verdict()) {
                                case FASTER -> "slower";
                                case SLOWER -> "faster";
                                case OPEN -> "not known to differ";
                            })
                    .orElse("too few rounds to tell");
        }
    }

    /** Keeps unmodifiable copies. */
    public Finalists {
        fastest = List.copyOf(fastest);
        forks = List.copyOf(forks);
    }

    @Override
    public String title() {
        return "Finalists";
    }

    @Override
    public String name() {
        return "finalists";
    }

    /** The time of each JVM: one dot each. */
    public Chart chart() {
        List<String> names = new ArrayList<>();
        List<Object> winner = new ArrayList<>();
        List<Object> others = new ArrayList<>();
        for (int row = 0; row < forks.size(); row++) {
            ForkTimes times = forks.get(row);
            for (int i = 0; i < times.medianNs().size(); i++) {
                double us = times.medianNs().get(i) / 1e3;
                names.add(
                        times.schedule()
                                + "\nround "
                                + times.rounds().get(i)
                                + ": "
                                + Format.time(times.medianNs().get(i)));
                (times.winner() ? winner : others)
                        .add(List.of(Chart.rounded(us), row, names.size() - 1));
            }
        }
        return new Chart(
                "Time of each fresh JVM; rounds in turns, so that what the machine does to one is done to all",
                "Chart of the times of each fresh JVM of "
                        + layer
                        + "; the table below holds them.",
                64 + 30 * forks.size(),
                List.of(new Key("dot strong", "best"), new Key("dot", "other")),
                Option.of(
                        "names",
                        names,
                        "xAxis",
                        Axis.around("µs"),
                        "yAxis",
                        Axis.rows(
                                forks.stream().map(times -> times.schedule().toString()).toList()),
                        "series",
                        List.of(
                                Series.dots("other", Series.Mark.CIRCLE, Ink.DOT, others),
                                Series.dots("best", Series.Mark.CIRCLE, Ink.BEST, winner))));
    }
}
