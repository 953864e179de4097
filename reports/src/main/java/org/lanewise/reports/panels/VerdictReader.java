package org.lanewise.reports.panels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.MeanSpeedup;
import org.lanewise.reports.Run;
import org.lanewise.reports.stats.Contrast;
import org.lanewise.reports.stats.Difference;
import org.lanewise.workload.Workload;

/** Reads what a run comes to. */
public final class VerdictReader {
    private VerdictReader() {}

    /** The verdict on a run. */
    public static Verdict read(Run run) {
        List<LayerRun> layers = run.layers();
        double[] before = layers.stream().mapToDouble(VerdictReader::beforeNs).toArray();
        double beforeNs = Arrays.stream(before).sum();
        double afterNs =
                layers.stream()
                        .mapToDouble(layer -> layer.count() * layer.tuned().bestTime().medianNs())
                        .sum();
        List<Double> shares =
                layers.stream()
                        .flatMap(layer -> Rooflines.share(run, layer).stream().boxed())
                        .toList();
        Peers peers = PeersReader.read(run);
        return new Verdict(
                run.best().suite(),
                run.best().cache(),
                run.counted(),
                beforeNs,
                afterNs,
                network(layers, before, Math.log(beforeNs / afterNs)),
                MeanSpeedup.of(run.best()),
                gains(run),
                layers.stream()
                        .filter(layer -> !layer.tuned().evidence().tied().isEmpty())
                        .map(LayerRun::name)
                        .toList(),
                shares.stream().mapToDouble(Double::doubleValue).min(),
                shares.stream().mapToDouble(Double::doubleValue).max(),
                peers.totals(),
                peers.command(),
                layers.stream().mapToLong(layer -> layer.points().size()).sum(),
                layers.stream().mapToLong(LayerRun::failed).sum());
    }

    private static double beforeNs(LayerRun layer) {
        return layer.count() * layer.tuned().defaultTime().medianNs();
    }

    /**
     * Layers that keep the default add nothing to the difference, nor to its uncertainty; those
     * that compute the same were measured once.
     */
    private static Optional<Difference> network(
            List<LayerRun> layers, double[] before, double log) {
        Map<Workload, Contrast> parts = new LinkedHashMap<>();
        Map<Workload, Double> shares = new LinkedHashMap<>();
        double total = Arrays.stream(before).sum();
        for (int i = 0; i < layers.size(); i++) {
            LayerRun layer = layers.get(i);
            if (layer.keepsDefault()) {
                continue;
            }
            Optional<Contrast> gain = layer.gain();
            if (gain.isEmpty()) {
                return Optional.empty();
            }
            parts.put(layer.workload(), gain.get());
            shares.merge(layer.workload(), before[i] / total, Double::sum);
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Contrast.sum(
                                        log,
                                        List.copyOf(parts.values()),
                                        shares.values().stream()
                                                .mapToDouble(Double::doubleValue)
                                                .toArray())
                                .alone());
    }

    private static List<Verdict.Gain> gains(Run run) {
        List<Optional<Difference>> differences = run.gains();
        List<Verdict.Gain> gains = new ArrayList<>();
        for (int i = 0; i < differences.size(); i++) {
            LayerRun layer = run.layers().get(i);
            gains.add(
                    new Verdict.Gain(
                            layer.name(),
                            layer.tuned().speedup(),
                            layer.keepsDefault(),
                            differences.get(i)));
        }
        return gains;
    }
}
