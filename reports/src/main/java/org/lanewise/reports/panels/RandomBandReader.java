package org.lanewise.reports.panels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanewise.db.Outcome;
import org.lanewise.db.Trial;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.stats.BestOfDraws;

/** Reads what searching at random comes to, from a recording. */
final class RandomBandReader {
    /** Of fewer a band says nothing. */
    private static final int LEAST = 16;

    private static final double MOST_SEARCHES = 0.9;
    private static final double HALF = 0.5;
    private static final double FEW_SEARCHES = 0.1;

    /** From one step to the next, so that a thousand trials need a hundred points. */
    private static final double GROWTH = 1.05;

    private RandomBandReader() {}

    /** As far as the layer's own search went; empty where too few schedules were recorded. */
    static Optional<RandomBand> read(LayerRun layer) {
        if (layer.recording().trials().size() < LEAST) {
            return Optional.empty();
        }
        BestOfDraws draws =
                new BestOfDraws(
                        layer.recording().trials().stream()
                                .mapToDouble(RandomBandReader::nanos)
                                .toArray());
        double flops = layer.workload().flops();
        List<RandomBand.Step> steps =
                numbers(Math.min(draws.size(), layer.points().size())).stream()
                        .map(trials ->
                                new RandomBand.Step(
                                        trials,
                                        flops / draws.reached(trials, MOST_SEARCHES),
                                        flops / draws.reached(trials, HALF),
                                        flops / draws.reached(trials, FEW_SEARCHES)))
                        .toList();
        return steps.isEmpty()
                ? Optional.empty()
                : Optional.of(new RandomBand(draws.size(), steps));
    }

    /** A trial that gave no time is spent all the same. */
    private static double nanos(Trial trial) {
        return trial.outcome() instanceof Outcome.Measured measured
                ? measured.time().medianNs()
                : Double.POSITIVE_INFINITY;
    }

    private static List<Integer> numbers(int most) {
        List<Integer> numbers = new ArrayList<>();
        for (int next = 1; next < most; next = Math.max(next + 1, (int) (next * GROWTH))) {
            numbers.add(next);
        }
        if (most > 0) {
            numbers.add(most);
        }
        return numbers;
    }
}
