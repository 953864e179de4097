package org.lanewise.tuner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.lanewise.config.Estimate;
import org.lanewise.db.MachineLimits;
import org.lanewise.reports.Format;
import org.lanewise.reports.peers.Standings;
import org.lanewise.reports.stats.Difference;
import org.lanewise.tuner.peers.compare.LayerComparison;
import org.lanewise.tuner.peers.compare.Ratios;
import org.lanewise.tuner.peers.compare.Showing;

/** A comparison as a table. */
final class PeersTable {
    private static final String NONE = "-";

    private PeersTable() {}

    static List<String> lines(List<LayerComparison> layers, Standings standings) {
        TextTable table =
                new TextTable(
                        "layer",
                        "contender",
                        "implementation",
                        "us",
                        "95% interval",
                        "GFLOP/s",
                        "to best peer",
                        "Lanewise to it",
                        "interval",
                        "of roofline");
        for (LayerComparison layer : layers) {
            for (Showing showing : layer.showings()) {
                table.row(row(layer, showing, standings));
            }
        }
        return table.lines();
    }

    private static String[] row(LayerComparison layer, Showing showing, Standings standings) {
        String name = layer.layer().name();
        Optional<Standings.Row> standing = standings.row(layer.layer().name(), showing.contender());
        return switch (showing.result()) {
            case Showing.Result.Failed failed ->
                    new String[] {
                        name,
                        showing.contender(),
                        showing.implementation(),
                        "failed",
                        NONE,
                        NONE,
                        NONE,
                        NONE,
                        NONE,
                        NONE
                    };
            case Showing.Result.Timed(Estimate time, var _) ->
                    new String[] {
                        name,
                        showing.contender(),
                        showing.implementation(),
                        format("%.2f", time.medianNs() / 1e3),
                        format("[%.2f, %.2f]", time.lowNs() / 1e3, time.highNs() / 1e3),
                        format("%.1f", time.gflops(layer.layer().workload())),
                        ratio(layer.ratioToBestPeer(showing)),
                        standing.map(row -> times(row.ratio())).orElse(NONE),
                        standing.map(row -> interval(row.difference())).orElse(NONE),
                        format("%.0f%%", 100 * layer.rooflineShare(time))
                    };
        };
    }

    private static String ratio(OptionalDouble ratio) {
        return ratio.isPresent() ? times(ratio.getAsDouble()) : NONE;
    }

    private static String times(double ratio) {
        return format("%.2fx", ratio);
    }

    private static String interval(Optional<Difference> difference) {
        return difference.map(Format::interval).orElse(NONE);
    }

    /** Why contenders have no time, a sentence each. */
    static List<String> failures(List<LayerComparison> layers) {
        List<String> sentences = new ArrayList<>();
        for (LayerComparison layer : layers) {
            for (Showing showing : layer.showings()) {
                if (showing.result() instanceof Showing.Result.Failed(String why)) {
                    sentences.add(
                            showing.contender() + " on " + layer.layer().name() + ": " + why + ".");
                }
            }
        }
        return sentences;
    }

    /** Lanewise against each peer, and against the best. */
    static List<String> summary(List<LayerComparison> layers, Standings standings) {
        TextTable table =
                new TextTable(
                        "Lanewise to",
                        "geometric mean",
                        "interval",
                        "least",
                        "whole time",
                        "layers");
        for (String peer : Ratios.peers(layers)) {
            table.row(
                    standings.totals().stream()
                            .filter(total -> total.contender().equals(peer))
                            .findFirst()
                            .map(PeersTable::row)
                            .orElseGet(() -> nothingOf(peer)));
        }
        table.row(
                Ratios.toBestPeers(layers, standings)
                        .map(PeersTable::row)
                        .orElseGet(() -> nothingOf(Ratios.BEST_PEER)));
        return table.lines();
    }

    private static String[] row(Standings.Total total) {
        return new String[] {
            total.contender(),
            times(total.ratio()),
            interval(total.difference()),
            times(total.least()),
            times(total.whole()),
            Integer.toString(total.layers())
        };
    }

    private static String[] nothingOf(String peer) {
        return new String[] {peer, NONE, NONE, NONE, NONE, "0"};
    }

    /** What the roofline is made of, and whether that can be. */
    static List<String> limits(MachineLimits limits, List<LayerComparison> layers) {
        String words = limits(limits);
        return layers.stream().noneMatch(PeersTable::aboveRoofline)
                ? List.of(words)
                : List.of(
                        words,
                        "A share above 100% says that the machine was busy when its limits were measured; --remeasure"
                                + " measures them again.");
    }

    private static boolean aboveRoofline(LayerComparison layer) {
        return layer.showings().stream()
                .flatMap(showing -> showing.time().stream())
                .anyMatch(time -> layer.rooflineShare(time) > 1);
    }

    private static String limits(MachineLimits limits) {
        return format(
                "Roofline: %.0f GFLOP/s and copies of %s GB/s, measured with the Vector API, threads: %d.",
                limits.peakGflops(),
                limits.levels().stream()
                        .map(level -> format("%s %.0f", level.name(), level.copyGbs()))
                        .collect(Collectors.joining(", ")),
                limits.threads());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
