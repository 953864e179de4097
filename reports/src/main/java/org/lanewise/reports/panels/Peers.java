package org.lanewise.reports.panels;

import java.util.List;
import org.lanewise.reports.Panel;
import org.lanewise.reports.chart.Chart;
import org.lanewise.reports.chart.Ratios;
import org.lanewise.reports.peers.Standings;

/**
 * Lanewise beside plain Java and other libraries, timed in turns on one thread.
 *
 * @param totals each contender over all layers that it was timed on, in the order of their turns
 * @param rows each contender on each layer
 * @param outdated layers on which another schedule took part than the best one of now
 * @param command what measures it
 */
public record Peers(
        List<Standings.Total> totals,
        List<Standings.Row> rows,
        List<String> outdated,
        String command)
        implements Panel {
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
                "How many times as fast as each contender Lanewise is, geometric mean of the layers",
                "Chart of how many times as fast as each contender Lanewise is; the table below holds each layer.",
                "mean of the rounds",
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
