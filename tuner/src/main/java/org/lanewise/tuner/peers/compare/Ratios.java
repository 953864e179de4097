package org.lanewise.tuner.peers.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lanewise.reports.peers.Standings;
import org.lanewise.tuner.peers.Entrant;
import org.lanewise.tuner.suites.Suite;
import org.lanewise.workload.Workload;

/** Lanewise against its peers over a whole suite, by the numbers that a report shows. */
public final class Ratios {
    /** How the best peer of each layer is called. */
    public static final String BEST_PEER = "the best peer, same layout";

    private Ratios() {}

    /** The standings on those layers of which Lanewise has a time. */
    public static Standings standings(List<LayerComparison> layers) {
        Map<Workload, Integer> counts =
                new Suite("compared", layers.stream().map(LayerComparison::layer).toList())
                        .counts();
        return Standings.of(
                layers.stream().flatMap(layer -> standing(layer, counts).stream()).toList());
    }

    private static Optional<Standings.Layer> standing(
            LayerComparison compared, Map<Workload, Integer> counts) {
        return compared.times()
                .map(times ->
                        new Standings.Layer(
                                compared.layer().name(),
                                counts.getOrDefault(times.workload(), 1),
                                times));
    }

    /**
     * Against the best peer of each layer; empty where no layer has both times. It has no interval:
     * who is best was seen in the same rounds.
     */
    public static Optional<Standings.Total> toBestPeers(
            List<LayerComparison> layers, Standings standings) {
        List<Standings.Row> rows =
                layers.stream().flatMap(layer -> rowOfBestPeer(layer, standings)).toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(Standings.Total.of(BEST_PEER, rows, Optional.empty()));
    }

    private static Stream<Standings.Row> rowOfBestPeer(
            LayerComparison compared, Standings standings) {
        return compared
                .bestPeer()
                .flatMap(best -> standings.row(compared.layer().name(), best.contender()))
                .stream();
    }

    /** The peers that took part, in order. */
    public static List<String> peers(List<LayerComparison> layers) {
        return layers.stream()
                .flatMap(layer -> layer.showings().stream())
                .map(Showing::contender)
                .filter(name -> !name.equals(Entrant.LANEWISE))
                .distinct()
                .toList();
    }
}
