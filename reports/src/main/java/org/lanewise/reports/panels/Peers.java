package org.lanewise.reports.panels;

import java.util.List;
import java.util.Optional;
import org.lanewise.reports.Format;
import org.lanewise.reports.Panel;
import org.lanewise.reports.chart.Chart;
import org.lanewise.reports.chart.Ratios;
import org.lanewise.reports.stats.Difference;
import org.lanewise.schedule.Schedule;

/**
 * Lanewise beside plain Java and other libraries, timed in turns on one thread.
 *
 * @param totals each contender over all layers that it was timed on, in the order of their turns
 * @param rows each contender on each layer
 * @param outdated layers on which another schedule took part than the best one of now
 * @param command what measures it
 */
public record Peers(List<Total> totals, List<Row> rows, List<String> outdated, String command)
        implements Panel {
    /**
     * A contender over several layers.
     *
     * @param contender its name
     * @param layers number of layers
     * @param ratio how many times as long it takes as Lanewise, all together at the medians, each
     *     layer as often as the network runs it
     * @param difference the same round by round, corrected for the number of contenders; empty
     *     where too few rounds tell
     */
    public record Total(
            String contender, int layers, double ratio, Optional<Difference> difference) {
        /** As words of a sentence, such as {@code 2.10× (2.05–2.15) as fast as plain Java}. */
        public String words() {
            return Format.gain(ratio, difference)
                    + " as fast as "
                    + contender
                    + " over "
                    + Format.count(layers, "layer");
        }
    }

    /**
     * A contender on one layer.
     *
     * @param layer the layer's name
     * @param contender the contender's
     * @param implementation what it computed with, in its own words
     * @param sameLayout whether its tensors lay as the workload says
     * @param medianNs its time
     * @param lanewise what Lanewise computed with
     * @param lanewiseNs the time of that
     * @param difference how many times as long it takes as Lanewise, round by round, corrected for
     *     the number of rows; empty where too few rounds tell
     */
    public record Row(
            String layer,
            String contender,
            String implementation,
            boolean sameLayout,
            double medianNs,
            String lanewise,
            double lanewiseNs,
            Optional<Difference> difference) {
        /** How many times as long it takes as Lanewise, at the medians. */
        public double ratio() {
            return medianNs / lanewiseNs;
        }

        /** Whether Lanewise computed with another schedule than this. */
        boolean outdated(Schedule best) {
            return !lanewise.equals(best.toString());
        }
    }

    /** Keeps unmodifiable copies. */
    public Peers {
        totals = List.copyOf(totals);
        rows = List.copyOf(rows);
        outdated = List.copyOf(outdated);
    }

    @Override
    public String title() {
        return "Beside other libraries";
    }

    @Override
    public String name() {
        return "peers";
    }

    /** Each contender over all layers. */
    public Chart chart() {
        return Ratios.of(
                "How many times as fast as each contender Lanewise is, all layers together",
                "Chart of how many times as fast as each contender Lanewise is; the table below holds each layer.",
                "contenders",
                totals.stream()
                        .map(total ->
                                new Ratios.Row(
                                        total.contender(),
                                        total.words(),
                                        total.ratio(),
                                        total.difference()))
                        .toList());
    }
}
