package org.lanewise.tuner.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lanewise.tuner.costmodel.TrainingRow;
import org.lanewise.tuner.measure.protocol.MeasureException;

/** Searches the layers of a suite as one job, a round of one layer at a time. */
final class NetworkSearch {
    private final Run run;
    private final List<LayerSearch> searches;
    private final Consumer<LayerSearch> searched;
    private final List<TrainingRow> earlierRows;
    private final List<Boolean> done;

    /**
     * @param searches of all layers
     * @param searched told after each round which layer it was of
     */
    NetworkSearch(Run run, List<LayerSearch> searches, Consumer<LayerSearch> searched) {
        this.run = run;
        this.searches = searches;
        this.searched = searched;
        this.earlierRows = run.journal().otherRows(run.plan().layers());
        this.done = new ArrayList<>(Collections.nCopies(searches.size(), false));
    }

    /**
     * Searches until the trials or the time are spent, or every layer is done. All layers get a
     * round of an equal share of the time first, so that a run that is cut short has looked at
     * every layer; so do those with winners of before to try.
     */
    void run(Deadline deadline) throws InterruptedException {
        for (int i = 0; i < searches.size(); i++) {
            if (!done.get(i) && searches.get(i).hasFirst()) {
                round(i, run.plan().budget().trials(), deadline.share(1.0 / (searches.size() - i)));
            }
        }
        Optional<Integer> next = next();
        while (next.isPresent() && !deadline.passed()) {
            round(next.get(), Integer.MAX_VALUE, deadline);
            next = next();
        }
    }

    private Optional<Integer> next() {
        List<LayerHistory> histories = searches.stream().map(LayerSearch::history).toList();
        for (int i = 0; i < histories.size(); i++) {
            if (Stop.any(run.plan().budget().stops(), histories.get(i))) {
                done.set(i, true);
            }
        }
        return trialsLeft() > 0 ? Allocation.next(histories, done) : Optional.empty();
    }

    private void round(int layer, int limit, Deadline deadline) throws InterruptedException {
        LayerSearch search = searches.get(layer);
        int most = Math.clamp(trialsLeft(), 0, limit);
        try {
            if (!search.round(rowsFor(search), most, deadline) && !deadline.passed()) {
                // The space is exhausted.
                done.set(layer, true);
            }
        } catch (MeasureException refused) {
            done.set(layer, true);
            run.problems().add(search.layer(), "it could not be searched: " + refused.getMessage());
        }
        searched.accept(search);
    }

    private long trialsLeft() {
        return (long) run.plan().budget().trials() * searches.size() - trials();
    }

    /** Trials of all layers, those of earlier runs included. */
    long trials() {
        return searches.stream().mapToLong(search -> search.observations().size()).sum();
    }

    private List<TrainingRow> rowsFor(LayerSearch asking) {
        List<TrainingRow> rows = new ArrayList<>(earlierRows);
        searches.stream()
                .filter(search -> search != asking)
                .forEach(search -> rows.addAll(search.rows()));
        return rows;
    }
}
