package org.lanewise.reports.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.statistics.descriptive.GeometricMean;
import org.apache.commons.statistics.descriptive.Median;
import org.lanewise.db.PeerTimes;
import org.lanewise.reports.Format;
import org.lanewise.reports.stats.Contrast;
import org.lanewise.reports.stats.Difference;
import org.lanewise.reports.stats.Differences;
import org.lanewise.workload.Workload;

/**
 * How others stand beside Lanewise. Ratios are of the rounds, since all contenders of a round meet
 * the same machine: where it becomes slower from one round to the next, that counts for both, while
 * two medians may come from different rounds.
 *
 * @param totals each contender over all layers that it was timed on, in the order of their turns
 * @param rows each contender on each layer, layer by layer
 */
public record Standings(List<Total> totals, List<Row> rows) {
    /**
     * A layer on which others took turns with Lanewise.
     *
     * @param name the layer's name
     * @param count how often the network runs it
     * @param times the rounds
     */
    public record Layer(String name, int count, PeerTimes times) {}

    /**
     * A contender over several layers.
     *
     * @param contender its name
     * @param layers number of layers
     * @param ratio how many times as long it takes as Lanewise, geometric mean of its layers
     * @param difference the same with its interval, corrected for the number of contenders; empty
     *     where too few rounds tell
     * @param least the smallest ratio of a layer
     * @param whole how many times as long all the layers take together, each as often as the
     *     network runs it: their ratios, weighted by Lanewise's medians
     */
    public record Total(
            String contender,
            int layers,
            double ratio,
            Optional<Difference> difference,
            double least,
            double whole) {
        /**
         * Of some rows.
         *
         * @param contender what they have in common
         * @param rows at least one
         * @param difference of their mean
         */
        public static Total of(String contender, List<Row> rows, Optional<Difference> difference) {
            double[] ratios = rows.stream().mapToDouble(Row::ratio).toArray();
            return new Total(
                    contender,
                    rows.size(),
                    GeometricMean.of(ratios).getAsDouble(),
                    difference,
                    Arrays.stream(ratios).min().orElseThrow(),
                    rows.stream().mapToDouble(row -> row.weight() * row.ratio()).sum()
                            / rows.stream().mapToDouble(Row::weight).sum());
        }

        /**
         * As words of a sentence, such as {@code 2.10× (2.05–2.15) as fast as plain Java in the
         * geometric mean of 9 layers, 2.31× over their whole time}.
         */
        public String words() {
            String begin = Format.gain(ratio, difference) + " as fast as " + contender;
            return layers == 1
                    ? begin + " over 1 layer"
                    : begin
                            + " in the geometric mean of "
                            + Format.count(layers, "layer")
                            + ", "
                            + Format.times(whole)
                            + " over their whole time";
        }
    }

    /**
     * A contender on one layer.
     *
     * @param layer the layer's name
     * @param workload what was computed
     * @param count how often the network runs it
     * @param contender the contender's name
     * @param implementation what it computed with, in its own words
     * @param sameLayout whether its tensors lay as the workload says
     * @param medianNs its time, nanoseconds a run, the median of its rounds
     * @param lanewise what Lanewise computed with
     * @param lanewiseNs Lanewise's time likewise
     * @param ratio how many times as long it takes as Lanewise, geometric mean of the rounds
     * @param difference the same with its interval, corrected for the number of comparisons, of
     *     which layers of the same rounds share one; empty where too few rounds tell
     */
    public record Row(
            String layer,
            Workload workload,
            int count,
            String contender,
            String implementation,
            boolean sameLayout,
            double medianNs,
            String lanewise,
            double lanewiseNs,
            double ratio,
            Optional<Difference> difference) {
        /** Nanoseconds of the network. */
        private double weight() {
            return count * lanewiseNs;
        }
    }

    /** Keeps unmodifiable copies. */
    public Standings {
        totals = List.copyOf(totals);
        rows = List.copyOf(rows);
    }

    /** The standings on some layers; Lanewise is the first of each one's contenders. */
    public static Standings of(List<Layer> layers) {
        List<Pair> pairs = layers.stream().flatMap(Pair::of).toList();
        List<Row> rows = rows(pairs);
        return new Standings(totals(pairs, rows), rows);
    }

    private static List<Row> rows(List<Pair> pairs) {
        Map<Meeting, Optional<Contrast>> contrasts = new LinkedHashMap<>();
        pairs.forEach(pair -> contrasts.put(pair.met(), pair.met().contrast()));
        Map<Meeting, Optional<Difference>> differences = Differences.of(contrasts);
        return pairs.stream()
                .map(pair -> pair.row(Objects.requireNonNull(differences.get(pair.met()))))
                .toList();
    }

    private static List<Total> totals(List<Pair> pairs, List<Row> rows) {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            places.computeIfAbsent(rows.get(i).contender(), none -> new ArrayList<>()).add(i);
        }
        List<Optional<Difference>> differences =
                Differences.of(
                        places.values().stream()
                                .map(own -> mean(own.stream().map(pairs::get).toList()))
                                .toList());
        List<Total> totals = new ArrayList<>();
        places.forEach((contender, own) ->
                totals.add(
                        Total.of(
                                contender,
                                own.stream().map(rows::get).toList(),
                                differences.get(totals.size()))));
        return totals;
    }

    /** A layer of two names was measured once: it counts twice, and is no more certain for it. */
    private static Optional<Contrast> mean(List<Pair> pairs) {
        Map<Meeting, Integer> times = new LinkedHashMap<>();
        pairs.forEach(pair -> times.merge(pair.met(), 1, Integer::sum));
        return Contrast.mean(
                times.keySet().stream().map(Meeting::contrast).toList(),
                times.values().stream().mapToDouble(Integer::doubleValue).toArray());
    }

    /**
     * The row of a contender.
     *
     * @param layer the layer's name
     */
    public Optional<Row> row(String layer, String contender) {
        return rows.stream()
                .filter(row -> row.layer().equals(layer))
                .filter(row -> row.contender().equals(contender))
                .findFirst();
    }

    /** A contender beside Lanewise on a layer. */
    private record Pair(Layer layer, Meeting met) {
        static Stream<Pair> of(Layer layer) {
            List<PeerTimes.Contender> all = layer.times().contenders();
            return all.stream()
                    .skip(1)
                    .map(other -> new Meeting(layer.times().workload(), all.getFirst(), other))
                    .map(met -> new Pair(layer, met));
        }

        Row row(Optional<Difference> difference) {
            return new Row(
                    layer.name(),
                    met.workload,
                    layer.count(),
                    met.other.name(),
                    met.other.implementation(),
                    met.other.sameLayout(),
                    Meeting.median(met.other),
                    met.lanewise.implementation(),
                    Meeting.median(met.lanewise),
                    Contrast.ratio(Meeting.times(met.other), Meeting.times(met.lanewise)),
                    difference);
        }
    }

    /** The rounds of two, which layers of several names may share: one comparison. */
    private record Meeting(
            Workload workload, PeerTimes.Contender lanewise, PeerTimes.Contender other) {
        Optional<Contrast> contrast() {
            return Contrast.paired(times(other), times(lanewise));
        }

        static double median(PeerTimes.Contender contender) {
            return Median.withDefaults().evaluate(times(contender));
        }

        static double[] times(PeerTimes.Contender contender) {
            return contender.roundsNs().stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
