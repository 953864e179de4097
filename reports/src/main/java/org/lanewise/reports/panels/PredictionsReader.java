package org.lanewise.reports.panels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.db.Stage;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.TrialPoint;
import org.lanewise.reports.stats.RankCorrelation;
import org.lanewise.schedule.Schedule;

/** Reads what a search's model expected of its candidates, and what they came to. */
public final class PredictionsReader {
    /** Candidates of a round of the search. */
    private static final int ROUND = 16;

    private PredictionsReader() {}

    /** The predictions of a layer's search. */
    public static Predictions read(LayerRun layer) {
        Map<Schedule, TrialPoint> believed = new LinkedHashMap<>();
        layer.believed().forEach(point -> believed.put(point.schedule(), point));
        List<TrialPoint> first = first(layer.points());
        List<Predictions.Guess> guesses = new ArrayList<>();
        List<Predictions.Round> rounds = new ArrayList<>();
        double best = 0;
        for (int from = 0; from < first.size(); from += ROUND) {
            List<TrialPoint> round = first.subList(from, Math.min(first.size(), from + ROUND));
            // What a search begins with, its model has seen.
            best = Math.max(best, fastest(unpredicted(round), believed));
            List<Predictions.Guess> own = guesses(from / ROUND + 1, round, believed, best);
            if (!own.isEmpty()) {
                guesses.addAll(own);
                rounds.add(round(own));
            }
            best = Math.max(best, fastest(round, believed));
        }
        return new Predictions(layer.name(), guesses, rounds);
    }

    /** Each schedule where it was screened first: a repetition belongs to no later round. */
    private static List<TrialPoint> first(List<TrialPoint> points) {
        Map<Schedule, TrialPoint> first = new LinkedHashMap<>();
        points.stream()
                .filter(point -> point.stage() == Stage.SCREEN)
                .forEach(point -> first.putIfAbsent(point.schedule(), point));
        return List.copyOf(first.values());
    }

    private static List<TrialPoint> unpredicted(List<TrialPoint> round) {
        return round.stream().takeWhile(point -> point.predicted().isEmpty()).toList();
    }

    private static double fastest(List<TrialPoint> points, Map<Schedule, TrialPoint> believed) {
        return points.stream()
                .map(point -> believed.getOrDefault(point.schedule(), point))
                .mapToDouble(TrialPoint::gflops)
                .max()
                .orElse(0);
    }

    private static List<Predictions.Guess> guesses(
            int number, List<TrialPoint> round, Map<Schedule, TrialPoint> believed, double best) {
        List<Predictions.Guess> guesses = new ArrayList<>();
        for (TrialPoint point : round) {
            TrialPoint last = believed.get(point.schedule());
            if (best > 0 && last != null && point.predicted().isPresent()) {
                guesses.add(
                        new Predictions.Guess(
                                number,
                                point.schedule(),
                                point.predicted().getAsDouble(),
                                last.gflops() / best));
            }
        }
        return guesses;
    }

    private static Predictions.Round round(List<Predictions.Guess> guesses) {
        return new Predictions.Round(
                guesses.getFirst().round(),
                guesses.size(),
                RankCorrelation.of(
                        guesses.stream().mapToDouble(Predictions.Guess::predicted).toArray(),
                        guesses.stream().mapToDouble(Predictions.Guess::measured).toArray()));
    }
}
