package org.lanewise.tuner.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.lanewise.tuner.costmodel.TrainingRow;

/** Searches the layers of a suite as one job, a round of one layer at a time. */
final class NetworkSearch {
    private final List<LayerSearch> searches;
    private final Budget budget;
    private final List<TrainingRow> earlierRows;
    private final double peakGflops;
    private final List<Boolean> done;

    /**
     * @param searches of all layers
     * @param earlierRows what earlier runs found on this machine
     * @param peakGflops multiply-add peak of one core
     */
    NetworkSearch(
            List<LayerSearch> searches,
            Budget budget,
            List<TrainingRow> earlierRows,
            double peakGflops) {
        this.searches = searches;
        this.budget = budget;
        this.earlierRows = earlierRows;
        this.peakGflops = peakGflops;
        this.done = new ArrayList<>(Collections.nCopies(searches.size(), false));
    }

    /**
     * Searches until the trials or the time are spent, or every layer is done. All layers get a
     * round of an equal share of the time first, so that a run that is cut short has looked at
     * every layer.
     */
    void run(Deadline deadline) throws InterruptedException {
        for (int i = 0; i < searches.size(); i++) {
            if (searches.get(i).observations().isEmpty()) {
                round(i, budget.trials(), deadline.share(1.0 / (searches.size() - i)));
            }
        }
        Optional<Integer> next = next();
        while (next.isPresent() && !deadline.passed()) {
            round(next.get(), Integer.MAX_VALUE, deadline);
            next = next();
        }
    }

    private Optional<Integer> next() {
        List<LayerHistory> histories =
                searches.stream().map(search -> search.history(peakGflops)).toList();
        for (int i = 0; i < histories.size(); i++) {
            if (Stop.any(budget.stops(), histories.get(i))) {
                done.set(i, true);
            }
        }
        return trialsLeft() > 0 ? Allocation.next(histories, done) : Optional.empty();
    }

    private void round(int layer, int limit, Deadline deadline) throws InterruptedException {
        LayerSearch search = searches.get(layer);
        int most = Math.clamp(trialsLeft(), 0, limit);
        if (!search.round(rowsFor(search), most, deadline) && !deadline.passed()) {
            // The space is exhausted.
            done.set(layer, true);
        }
    }

    private long trialsLeft() {
        long spent = searches.stream().mapToLong(search -> search.observations().size()).sum();
        return (long) budget.trials() * searches.size() - spent;
    }

    private List<TrainingRow> rowsFor(LayerSearch asking) {
        List<TrainingRow> rows = new ArrayList<>(earlierRows);
        searches.stream()
                .filter(search -> search != asking)
                .forEach(search -> rows.addAll(search.rows()));
        return rows;
    }
}
