package org.lanewise.reports.panels;

import java.util.List;
import java.util.Optional;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.Run;
import org.lanewise.reports.peers.Standings;

/** Reads what others took on the layers of a run. */
public final class PeersReader {
    private PeersReader() {}

    /** The others of a run. */
    public static Peers read(Run run) {
        Standings standings =
                Standings.of(
                        run.layers().stream()
                                .flatMap(layer ->
                                        Optional.ofNullable(run.peers().get(layer.workload()))
                                                .map(times ->
                                                        new Standings.Layer(
                                                                layer.name(), layer.count(), times))
                                                .stream())
                                .toList());
        return new Peers(
                standings.totals(),
                standings.rows(),
                run.layers().stream()
                        .filter(layer -> outdated(standings.rows(), layer))
                        .map(LayerRun::name)
                        .toList(),
                "lanewise peers " + Commands.words(run.best()));
    }

    /** Whether Lanewise computed with another schedule than the best one of now. */
    private static boolean outdated(List<Standings.Row> rows, LayerRun layer) {
        String best = layer.tuned().best().toString();
        return rows.stream()
                .anyMatch(row ->
                        row.workload().equals(layer.workload()) && !row.lanewise().equals(best));
    }
}
