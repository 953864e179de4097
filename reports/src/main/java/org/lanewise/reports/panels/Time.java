package org.lanewise.reports.panels;

import java.util.List;
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
 * @param warmUpSeconds of all that, until kernels ran compiled code
 */
public record Time(List<Step> steps, double warmUpSeconds) implements Panel {
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

    /** Each stage's time. */
    public Chart chart() {
        return new Chart(
                "Seconds of each stage, " + Format.number(seconds()) + " together",
                "Bar chart of the seconds of each stage; the table below holds its numbers.",
                48 + 26 * steps.size(),
                List.of(),
                Option.of(
                        "xAxis",
                        Axis.value("seconds"),
                        "yAxis",
                        Axis.rows(steps.stream().map(Step::stage).toList()),
                        "series",
                        List.of(
                                Series.bars(
                                        "seconds",
                                        Ink.DOT,
                                        steps.stream()
                                                .map(step -> Chart.rounded(step.seconds()))
                                                .toList()))));
    }
}
