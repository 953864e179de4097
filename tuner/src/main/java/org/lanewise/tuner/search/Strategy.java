package org.lanewise.tuner.search;

import java.util.List;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/** A way to choose what to measure next. Implementations hold no state and are thread-safe. */
public interface Strategy {
    /** The name by which users choose it. */
    String name();

    /**
     * Proposals between two looks at the results: as many as one look is good for, a divisor of
     * {@link SearchLoop#ROUND}.
     *
     * @param known results so far
     */
    int batch(Space space, int known);

    /**
     * Valid points to measure next, in the order in which to measure them: distinct, none of them
     * observed, and the same on every machine for an equal state and batch.
     *
     * @param batch most points wanted
     * @return fewer than {@code batch} where the space holds no more, or where the strategy has to
     *     see their results first; empty only where the space is exhausted
     */
    List<Point> propose(SearchState state, int batch);

    /** The same points, with what a model expects of them. */
    default List<Proposal> proposals(SearchState state, int batch) {
        return propose(state, batch).stream().map(Proposal::of).toList();
    }
}
