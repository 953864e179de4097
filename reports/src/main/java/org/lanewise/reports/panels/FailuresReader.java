package org.lanewise.reports.panels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.db.Outcome;
import org.lanewise.db.Trial;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.TrialPoint;

/** Reads what became of a layer's trials. */
public final class FailuresReader {
    private static final int MOST_FAILURES = 8;

    private FailuresReader() {}

    /** The outcomes of a layer. */
    public static Failures read(LayerRun layer) {
        List<FailureRow> rows = rows(layer.trials());
        return new Failures(
                layer.name(),
                outcomes(layer.points()),
                rows.stream().limit(MOST_FAILURES).toList(),
                Math.max(0, rows.size() - MOST_FAILURES));
    }

    private static List<OutcomeCount> outcomes(List<TrialPoint> points) {
        return Arrays.stream(Outcome.Kind.values())
                .map(kind ->
                        new OutcomeCount(
                                kind,
                                points.stream().filter(point -> point.kind() == kind).count()))
                .toList();
    }

    /** How trials failed: two with one message are one. */
    private record Way(Outcome.Kind kind, String words) {}

    private static List<FailureRow> rows(List<Trial> trials) {
        Map<Way, List<Integer>> ways = new LinkedHashMap<>();
        for (int i = 0; i < trials.size(); i++) {
            Outcome outcome = trials.get(i).outcome();
            if (outcome.kind() != Outcome.Kind.MEASURED) {
                ways.computeIfAbsent(
                                new Way(outcome.kind(), outcome.words()), none -> new ArrayList<>())
                        .add(i);
            }
        }
        return ways.values().stream()
                .map(numbers ->
                        FailureRow.of(
                                numbers.size(),
                                numbers.getFirst() + 1,
                                trials.get(numbers.getFirst())))
                .sorted(Comparator.comparingLong(FailureRow::count).reversed())
                .toList();
    }
}
