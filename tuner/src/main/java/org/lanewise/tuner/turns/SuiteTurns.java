package org.lanewise.tuner.turns;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.GeometricMean;
import org.lanewise.reports.stats.Contrast;
import org.lanewise.reports.stats.Difference;

/**
 * What a contender comes to over the layers on which it and the first have times.
 *
 * @param contender its name
 * @param layers how many
 * @param ratio how many times as fast as the first, geometric mean over the layers
 * @param interval of that ratio, by the JVMs; empty for too few of them
 * @param least the layer on which the ratio is least
 * @param leastRatio the ratio there
 */
public record SuiteTurns(
        String contender,
        int layers,
        double ratio,
        Optional<Difference> interval,
        String least,
        double leastRatio) {

    /** Of each contender but the first that has a ratio on any layer. */
    public static List<SuiteTurns> of(List<LayerTurns> layers) {
        return IntStream.range(1, layers.getFirst().timed().size())
                .mapToObj(place -> of(layers, place))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<SuiteTurns> of(List<LayerTurns> layers, int place) {
        List<LayerTurns> timed =
                layers.stream()
                        .filter(layer -> layer.ratio(layer.timed().get(place)).isPresent())
                        .toList();
        return timed.stream()
                .min(Comparator.comparingDouble(layer -> ratio(layer, place)))
                .map(least ->
                        new SuiteTurns(
                                least.timed().get(place).contender().name(),
                                timed.size(),
                                mean(
                                        timed.stream()
                                                .mapToDouble(layer -> ratio(layer, place))
                                                .toArray()),
                                interval(timed, place),
                                least.layer().name(),
                                ratio(least, place)));
    }

    private static double ratio(LayerTurns layer, int place) {
        return layer.ratio(layer.timed().get(place)).orElseThrow();
    }

    /** The JVMs are what varies; the layers are those that were asked for. */
    private static Optional<Difference> interval(List<LayerTurns> layers, int place) {
        return Contrast.paired(means(layers, 0), means(layers, place)).map(Contrast::alone);
    }

    /** Of each JVM the geometric mean over the layers, ns. */
    private static double[] means(List<LayerTurns> layers, int place) {
        List<double[]> nanos =
                layers.stream()
                        .map(layer -> layer.timed().get(place).nanos().orElseThrow())
                        .toList();
        double[] means = new double[nanos.getFirst().length];
        Arrays.setAll(
                means, jvm -> mean(nanos.stream().mapToDouble(layer -> layer[jvm]).toArray()));
        return means;
    }

    private static double mean(double[] values) {
        return GeometricMean.of(values).getAsDouble();
    }
}
