package org.lanewise.tuner.search;

import java.util.List;
import org.lanewise.schedule.LegalSchedule;

/** A way to choose what to measure next. Implementations hold no state and are thread-safe. */
public interface Strategy {
    /** The name by which users choose it. */
    String name();

    /**
     * Proposals between two looks at the results: as many as one look is good for, a divisor of
     * {@link SearchLoop#ROUND}.
     */
    int batch();

    /**
     * Schedules to measure next, in the order in which to measure them: distinct, none of them
     * observed, and the same on every machine for an equal state and batch.
     *
     * @param batch most schedules wanted
     * @return fewer than {@code batch} only where the space holds no more; empty where it is
     *     exhausted
     */
    List<LegalSchedule> propose(SearchState state, int batch);
}
