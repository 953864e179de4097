package org.lanewise.tuner.search;

import java.util.List;
import org.lanewise.tuner.search.optaplanner.Finder;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * Trains a cost model on everything observed, lets a finder search the space for what the model
 * thinks worth measuring, and proposes that. OptaPlanner is the finder; the others show what it is
 * worth. Which model, and what is worth measuring, is the space's choice.
 */
public final class ModelGuidedStrategy implements Strategy {
    private final String name;
    private final Finder finder;

    /**
     * @param finder searches the model
     */
    ModelGuidedStrategy(String name, Finder finder) {
        this.name = name;
        this.finder = finder;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int batch(Space space, int known) {
        return switch (space.learner()) {
            case TREES -> SearchLoop.ROUND;
            case PROCESS -> ProcessBatches.batch(known);
        };
    }

    @Override
    public List<Point> propose(SearchState state, int batch) {
        return proposals(state, batch).stream().map(Proposal::point).toList();
    }

    @Override
    public List<Proposal> proposals(SearchState state, int batch) {
        return switch (state.space().learner()) {
            case TREES -> TreeBatches.propose(state, batch, finder);
            case PROCESS ->
                    ProcessBatches.propose(state, batch, finder).stream()
                            .map(Proposal::of)
                            .toList();
        };
    }
}
