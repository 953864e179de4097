package org.lanewise.tuner.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Evidence;
import org.lanewise.config.Mode;
import org.lanewise.config.Tie;
import org.lanewise.config.TunedLayer;
import org.lanewise.reports.Format;
import org.lanewise.reports.MeanSpeedup;
import org.lanewise.tuner.session.FailedCandidates;
import org.lanewise.tuner.session.LayerProblem;
import org.lanewise.tuner.session.SearchRate;
import org.lanewise.tuner.session.TuningResult;

/** The result of a tuning run as a table. */
final class ResultTable {
    private ResultTable() {}

    static List<String> lines(BestConfig best) {
        TextTable table =
                new TextTable(
                        "layer",
                        "default schedule",
                        "GFLOP/s",
                        "best schedule",
                        "GFLOP/s",
                        "speed-up",
                        "of peak",
                        "in app");
        for (TunedLayer layer : best.layers()) {
            table.row(
                    layer.layer(),
                    layer.defaultSchedule().toString(),
                    format("%.1f", layer.defaultTime().gflops(layer.workload())),
                    layer.best().toString(),
                    format("%.1f", layer.bestTime().gflops(layer.workload())),
                    format("%.2fx", layer.speedup()),
                    ofPeak(layer, best.peakGflops()),
                    application(layer.evidence()));
        }
        List<String> lines = new ArrayList<>(table.lines());
        List<String> notes = best.layers().stream().flatMap(ResultTable::notes).toList();
        if (!notes.isEmpty()) {
            lines.add("");
            lines.addAll(notes);
        }
        return lines;
    }

    /** A busy machine leaves the peak unmeasured, which is 0. */
    private static String ofPeak(TunedLayer layer, double peak) {
        return peak > 0
                ? format("%.0f%%", 100 * layer.bestTime().peakShare(layer.workload(), peak))
                : "-";
    }

    private static String peak(BestConfig best) {
        String core = "one core of " + best.machine().cpu();
        return best.peakGflops() > 0
                ? format("peak is %.0f GFLOP/s on %s", best.peakGflops(), core)
                : "the machine was too busy to measure the peak of " + core;
    }

    private static String application(Evidence evidence) {
        return evidence.applicationRatio().stream()
                .mapToObj(ratio -> format("%.0f%%", 100 * ratio))
                .findFirst()
                .orElse(evidence.confirmed() ? "-" : "unconfirmed");
    }

    /** What the table's numbers alone would hide. */
    private static Stream<String> notes(TunedLayer layer) {
        Evidence evidence = layer.evidence();
        Stream<String> tied =
                evidence.tied().isEmpty()
                        ? Stream.of()
                        : Stream.of(
                                layer.layer()
                                        + ": the best schedule ties with "
                                        + evidence.ties().stream()
                                                .map(ResultTable::tie)
                                                .collect(Collectors.joining(", ")));
        return Stream.of(
                        tied,
                        modes(layer, "best", evidence.bestModes()),
                        modes(layer, "default", evidence.defaultModes()))
                .flatMap(notes -> notes);
    }

    private static String tie(Tie tie) {
        return tie.time()
                .map(time -> tie.schedule() + " (" + Format.time(time.medianNs()) + ")")
                .orElseGet(() -> tie.schedule().toString());
    }

    private static Stream<String> modes(TunedLayer layer, String which, List<Mode> modes) {
        return modes.isEmpty()
                ? Stream.of()
                : Stream.of(
                        layer.layer() + ": the " + which + " schedule has " + Format.modes(modes));
    }

    /** What went wrong with single layers, a sentence each. */
    static List<String> problems(TuningResult result) {
        return Stream.concat(
                        result.problems().stream()
                                .map(problem -> problem.layer() + ": " + problem.reason()),
                        result.failures().stream()
                                .map(failed -> failed.layer() + ": " + failed.words()))
                .map(words -> words.endsWith(".") ? words : words + ".")
                .toList();
    }

    /** How a run ended that did not confirm all of its layers, or lost many candidates. */
    static List<String> end(TuningResult result) {
        List<String> lines = new ArrayList<>();
        if (!result.failures().isEmpty()) {
            lines.add(
                    format(
                            "Of %s more than a few candidates failed, %d in all; the report lists their reasons.",
                            Format.count(result.failures().size(), "layer"),
                            result.failures().stream().mapToInt(FailedCandidates::count).sum()));
        }
        long layers = result.problems().stream().map(LayerProblem::layer).distinct().count();
        if (layers > 0) {
            lines.add(
                    "Done only partly: "
                            + Format.count(layers, "layer")
                            + " not tuned and confirmed, as said above; the same command tries again.");
        }
        return lines;
    }

    /** How fast the search was, and where its time went. */
    static List<String> rate(SearchRate rate) {
        if (rate.trials() == 0) {
            return List.of("All trials were known from earlier runs.");
        }
        return List.of(
                format(
                        "Search: %,d trials in %.0f s, %.1f a second.",
                        rate.trials(), seconds(rate.time()), rate.perSecond()),
                format(
                        "A trial took %.0f ms: %s.",
                        1e3 * seconds(rate.time()) / rate.trials(), parts(rate)));
    }

    /** The largest first, less what is not worth a word. */
    private static String parts(SearchRate rate) {
        return rate.parts().stream()
                .filter(part -> 1e3 * seconds(part.time()) >= 0.5 * rate.trials())
                .sorted(Comparator.comparing(SearchRate.Part::time).reversed())
                .map(part ->
                        part.name() + format(" %.0f", 1e3 * seconds(part.time()) / rate.trials()))
                .collect(Collectors.joining(", "));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    static String summary(BestConfig best) {
        return format(
                "Geometric mean of the speed-ups: %.2fx over %s; %s, caches %s.",
                MeanSpeedup.of(best).orElseThrow(),
                Format.count(best.layers().size(), "layer"),
                peak(best),
                best.cache().text());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
