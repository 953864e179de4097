package org.lanewise.reports.panels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.statistics.descriptive.Median;
import org.lanewise.db.PeerTimes;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.Run;
import org.lanewise.reports.stats.Contrast;
import org.lanewise.reports.stats.Difference;
import org.lanewise.reports.stats.Differences;

/** Reads what others took on the layers of a run. */
public final class PeersReader {
    private PeersReader() {}

    /** A contender beside Lanewise in one comparison, which is the first of its contenders. */
    private record Pair(LayerRun layer, PeerTimes.Contender lanewise, PeerTimes.Contender other) {
        Optional<Contrast> contrast() {
            return Contrast.paired(times(other), times(lanewise));
        }

        Peers.Row row(Optional<Difference> difference) {
            return new Peers.Row(
                    layer.name(),
                    other.name(),
                    other.implementation(),
                    other.sameLayout(),
                    median(other),
                    lanewise.implementation(),
                    median(lanewise),
                    difference);
        }

        double networkNs(PeerTimes.Contender contender) {
            return layer.count() * median(contender);
        }

        private static double median(PeerTimes.Contender contender) {
            return Median.withDefaults().evaluate(times(contender));
        }

        private static double[] times(PeerTimes.Contender contender) {
            return contender.roundsNs().stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    /** The others of a run. */
    public static Peers read(Run run) {
        List<Pair> pairs = run.layers().stream().flatMap(layer -> pairs(run, layer)).toList();
        Map<String, List<Pair>> byName = new LinkedHashMap<>();
        pairs.forEach(pair ->
                byName.computeIfAbsent(pair.other.name(), none -> new ArrayList<>()).add(pair));
        List<Peers.Row> rows = rows(pairs);
        return new Peers(
                totals(byName),
                rows,
                run.layers().stream()
                        .filter(layer ->
                                rows.stream()
                                        .filter(row -> row.layer().equals(layer.name()))
                                        .anyMatch(row -> row.outdated(layer.tuned().best())))
                        .map(LayerRun::name)
                        .toList(),
                "lanewise peers " + Commands.words(run.best()));
    }

    private static Stream<Pair> pairs(Run run, LayerRun layer) {
        return Optional.ofNullable(run.peers().get(layer.workload())).stream()
                .flatMap(times ->
                        times.contenders().stream()
                                .skip(1)
                                .map(other ->
                                        new Pair(layer, times.contenders().getFirst(), other)));
    }

    private static List<Peers.Row> rows(List<Pair> pairs) {
        List<Optional<Difference>> differences =
                Differences.of(pairs.stream().map(Pair::contrast).toList());
        List<Peers.Row> rows = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            rows.add(pairs.get(i).row(differences.get(i)));
        }
        return rows;
    }

    private static List<Peers.Total> totals(Map<String, List<Pair>> byName) {
        List<Optional<Difference>> differences =
                Differences.of(byName.values().stream().map(PeersReader::contrast).toList());
        List<Peers.Total> totals = new ArrayList<>();
        byName.forEach((name, pairs) ->
                totals.add(
                        new Peers.Total(
                                name, pairs.size(), ratio(pairs), differences.get(totals.size()))));
        return totals;
    }

    private static double ratio(List<Pair> pairs) {
        return pairs.stream().mapToDouble(pair -> pair.networkNs(pair.other)).sum()
                / pairs.stream().mapToDouble(pair -> pair.networkNs(pair.lanewise)).sum();
    }

    /** Of the sums of all layers; empty where one has too few rounds. */
    private static Optional<Contrast> contrast(List<Pair> pairs) {
        List<Contrast> parts = pairs.stream().flatMap(pair -> pair.contrast().stream()).toList();
        if (parts.size() < pairs.size()) {
            return Optional.empty();
        }
        double total = pairs.stream().mapToDouble(pair -> pair.networkNs(pair.other)).sum();
        double[] shares =
                pairs.stream().mapToDouble(pair -> pair.networkNs(pair.other) / total).toArray();
        return Optional.of(Contrast.sum(Math.log(ratio(pairs)), parts, shares));
    }
}
