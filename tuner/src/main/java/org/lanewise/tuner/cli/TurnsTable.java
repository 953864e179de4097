package org.lanewise.tuner.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Median;
import org.lanewise.reports.Format;
import org.lanewise.reports.stats.Contrast;
import org.lanewise.reports.stats.Difference;
import org.lanewise.reports.stats.Differences;
import org.lanewise.tuner.turns.LayerTurns;
import org.lanewise.tuner.turns.LayerTurns.Timed;
import org.lanewise.tuner.turns.SuiteTurns;

/** Schedules that took turns, as a table. */
final class TurnsTable {
    private static final String NONE = "-";

    private TurnsTable() {}

    static List<String> lines(List<LayerTurns> layers) {
        String first = first(layers);
        TextTable table =
                new TextTable(
                        "layer", "contender", "schedule", "time", "to " + first, "interval", "is");
        Iterator<Optional<Difference>> known = differences(layers).iterator();
        for (LayerTurns layer : layers) {
            for (Timed timed : layer.timed()) {
                table.row(row(layer, timed, known.next()));
            }
        }
        return table.lines();
    }

    private static String[] row(LayerTurns layer, Timed timed, Optional<Difference> difference) {
        return new String[] {
            layer.layer().name(),
            timed.contender().name(),
            timed.schedule().map(Object::toString).orElse("none"),
            timed.nanos().map(TurnsTable::time).orElseGet(() -> failed(timed)),
            ratio(layer, timed),
            difference.map(Format::interval).orElse(NONE),
            difference.map(known -> known.verdict().words()).orElse(NONE)
        };
    }

    private static String time(double[] nanos) {
        return Format.time(Median.withDefaults().evaluate(nanos));
    }

    private static String failed(Timed timed) {
        return timed.failure().map(outcome -> outcome.kind().label()).orElse(NONE);
    }

    private static String ratio(LayerTurns layer, Timed timed) {
        return layer.ratio(timed).stream()
                .mapToObj(ratio -> format("%.2fx", ratio))
                .findFirst()
                .orElse(NONE);
    }

    /** Corrected for their number, in the order of the rows. */
    private static List<Optional<Difference>> differences(List<LayerTurns> layers) {
        List<Optional<Contrast>> contrasts = new ArrayList<>();
        for (LayerTurns layer : layers) {
            layer.timed().forEach(timed -> contrasts.add(layer.contrast(timed)));
        }
        return Differences.of(contrasts);
    }

    /** Why contenders have no time, a sentence each. */
    static List<String> failures(List<LayerTurns> layers) {
        List<String> sentences = new ArrayList<>();
        for (LayerTurns layer : layers) {
            for (Timed timed : layer.timed()) {
                timed.failure()
                        .ifPresent(outcome ->
                                sentences.add(
                                        timed.contender().name()
                                                + " on "
                                                + layer.layer().name()
                                                + ": "
                                                + outcome.words()));
            }
        }
        return sentences;
    }

    static List<String> summary(List<LayerTurns> layers) {
        return SuiteTurns.of(layers).stream()
                .map(suite ->
                        format(
                                "%s is %.2fx%s as fast as %s in the geometric mean of %s; least on %s, %.2fx.",
                                suite.contender(),
                                suite.ratio(),
                                suite.interval()
                                        .map(known -> " (" + Format.interval(known) + ")")
                                        .orElse(""),
                                first(layers),
                                Format.count(suite.layers(), "layer"),
                                suite.least(),
                                suite.leastRatio()))
                .toList();
    }

    private static String first(List<LayerTurns> layers) {
        return layers.getFirst().timed().getFirst().contender().name();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
