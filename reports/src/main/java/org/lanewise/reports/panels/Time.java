package org.lanewise.reports.panels;

import java.util.List;
import org.lanewise.db.RunTime;
import org.lanewise.reports.Format;
import org.lanewise.reports.Panel;
import org.lanewise.reports.chart.Axis;
import org.lanewise.reports.chart.Chart;
import org.lanewise.reports.chart.Ink;
import org.lanewise.reports.chart.Option;
import org.lanewise.reports.chart.Series;

/**
 * What the run's time was spent on.
 *
 * @param steps by stage, in the order of a run
 * @param search by what was done, of the searches of its runs; nothing where it was not recorded
 * @param warmUpSeconds of all that, until kernels ran compiled code
 */
public record Time(List<Step> steps, List<RunTime.Part> search, double warmUpSeconds)
        implements Panel {
    /**
     * A stage.
     *
     * @param stage what was done, in words
     * @param trials number of its trials
     * @param seconds from the end of the trial before each of them to its own
     */
    public record Step(String stage, long trials, double seconds) {}

    /** Keeps an unmodifiable copy. */
    public Time {
        steps = List.copyOf(steps);
        search = List.copyOf(search);
    }

    @Override
    public String title() {
        return "Where the time went";
    }

    @Override
    public String name() {
        return "time";
    }

    /** Seconds of all stages. */
    public double seconds() {
        return steps.stream().mapToDouble(Step::seconds).sum();
    }

    /** Seconds of the searches. */
    public double searchSeconds() {
        return search.stream().mapToDouble(RunTime.Part::seconds).sum();
    }

    /** Each stage's time. */
    public Chart chart() {
        return bars(
                "Seconds of each stage, " + Format.number(seconds()) + " together",
                "Bar chart of the seconds of each stage; the table below holds its numbers.",
                steps.stream().map(Step::stage).toList(),
                steps.stream().map(Step::seconds).toList());
    }

    /** What the searches' time went into. */
    public Chart searchChart() {
        return bars(
                "Seconds of the search by what was done, "
                        + Format.number(searchSeconds())
                        + " together",
                "Bar chart of what the search's seconds went into; the table below holds its numbers.",
                search.stream().map(RunTime.Part::name).toList(),
                search.stream().map(RunTime.Part::seconds).toList());
    }

    private static Chart bars(
            String caption, String label, List<String> names, List<Double> seconds) {
        return new Chart(
                caption,
                label,
                48 + 26 * names.size(),
                List.of(),
                Option.of(
                        "xAxis",
                        Axis.value("seconds"),
                        "yAxis",
                        Axis.rows(names),
                        "series",
                        List.of(
                                Series.bars(
                                        "seconds",
                                        Ink.DOT,
                                        seconds.stream().map(Chart::rounded).toList()))));
    }
}
