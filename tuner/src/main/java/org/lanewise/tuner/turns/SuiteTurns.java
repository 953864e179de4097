package org.lanewise.tuner.turns;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.GeometricMean;
import org.lanewise.reports.stats.Contrast;
import org.lanewise.reports.stats.Difference;
import org.lanewise.reports.stats.Differences;

/**
 * What a contender comes to over the layers on which it and the first have times.
 *
 * @param contender its name
 * @param layers how many
 * @param ratio how many times as fast as the first, geometric mean over the layers
 * @param interval of that ratio, by the JVMs, corrected for the number of contenders; empty for too
 *     few JVMs
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
        List<Column> columns =
                IntStream.range(1, layers.getFirst().timed().size())
                        .mapToObj(place -> Column.of(layers, place))
                        .filter(column -> !column.layers().isEmpty())
                        .toList();
        List<Optional<Difference>> intervals =
                Differences.of(columns.stream().map(Column::contrast).toList());
        return IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).summed(intervals.get(i)))
                .toList();
    }

    /** A contender's place, and the layers on which it and the first have times. */
    private record Column(int place, List<LayerTurns> layers) {
        static Column of(List<LayerTurns> layers, int place) {
            return new Column(
                    place,
                    layers.stream()
                            .filter(layer -> layer.ratio(layer.timed().get(place)).isPresent())
                            .toList());
        }

        SuiteTurns summed(Optional<Difference> interval) {
            LayerTurns least = Collections.min(layers, Comparator.comparingDouble(this::ratio));
            return new SuiteTurns(
                    least.timed().get(place).contender().name(),
                    layers.size(),
                    mean(layers.stream().mapToDouble(this::ratio).toArray()),
                    interval,
                    least.layer().name(),
                    ratio(least));
        }

        private double ratio(LayerTurns layer) {
            return layer.ratio(layer.timed().get(place)).orElseThrow();
        }

        /** The JVMs are what varies; the layers are those that were asked for. */
        Optional<Contrast> contrast() {
            return Contrast.paired(means(0), means(place));
        }

        /** Of each JVM the geometric mean over the layers, ns. */
        private double[] means(int contender) {
            List<double[]> nanos =
                    layers.stream()
                            .map(layer -> layer.timed().get(contender).nanos().orElseThrow())
                            .toList();
            double[] means = new double[nanos.getFirst().length];
            Arrays.setAll(
                    means, jvm -> mean(nanos.stream().mapToDouble(own -> own[jvm]).toArray()));
            return means;
        }

        private static double mean(double[] values) {
            return GeometricMean.of(values).getAsDouble();
        }
    }
}
