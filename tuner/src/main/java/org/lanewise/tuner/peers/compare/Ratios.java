package org.lanewise.tuner.peers.compare;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.commons.statistics.descriptive.GeometricMean;
import org.lanewise.tuner.peers.Entrant;

/** Lanewise against its peers over a whole suite. */
public final class Ratios {
    /**
     * A geometric mean.
     *
     * @param mean how many times as fast Lanewise is
     * @param layers over how many layers
     * @param least the smallest of them
     */
    public record Mean(double mean, int layers, double least) {}

    private Ratios() {}

    /** Against the best peer of each layer; over no layers, where none has both times. */
    public static Mean toBestPeers(List<LayerComparison> layers) {
        return mean(layers, layer -> layer.ratioToBestPeer(layer.lanewise()));
    }

    /** Against one peer. */
    public static Mean to(String peer, List<LayerComparison> layers) {
        return mean(layers, layer -> layer.ratioTo(peer));
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

    private static Mean mean(
            List<LayerComparison> layers, Function<LayerComparison, OptionalDouble> ratio) {
        double[] ratios =
                layers.stream().map(ratio).flatMapToDouble(OptionalDouble::stream).toArray();
        return new Mean(
                GeometricMean.of(ratios).getAsDouble(),
                ratios.length,
                Arrays.stream(ratios).min().orElse(Double.POSITIVE_INFINITY));
    }
}
