package org.lanewise.tuner.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.costmodel.TrainingRow;

/**
 * The loop of one search: propose, evaluate, look at the results. Where the results come from, a
 * machine or a recorded table, is the caller's. Not thread-safe.
 */
public final class SearchLoop {
    /** Evaluations of a round. */
    public static final int ROUND = 16;

    /** Tells how fast candidates are. */
    @FunctionalInterface
    public interface Evaluation {
        /**
         * Evaluates candidates in their order until it is told to stop.
         *
         * @param known what the search evaluated before
         * @param stop asked before each evaluation
         * @return one observation for each candidate evaluated, in their order
         */
        List<Observation> of(
                List<LegalSchedule> candidates, List<Observation> known, BooleanSupplier stop)
                throws InterruptedException;
    }

    private final ScheduleSpace space;
    private final Strategy strategy;
    private final long seed;
    private final Optional<LegalSchedule> first;
    private final Evaluation evaluation;
    private final List<Observation> observations;

    /**
     * A search at its beginning, or one that goes on.
     *
     * @param first what is evaluated before anything is proposed, if anything is
     * @param known what an earlier run of the same search evaluated, oldest first
     */
    public SearchLoop(
            ScheduleSpace space,
            Strategy strategy,
            long seed,
            Optional<LegalSchedule> first,
            List<Observation> known,
            Evaluation evaluation) {
        this.space = space;
        this.strategy = strategy;
        this.seed = seed;
        this.first = first;
        this.evaluation = evaluation;
        this.observations = new ArrayList<>(known);
    }

    /** All that is known, oldest first. */
    public List<Observation> observations() {
        return List.copyOf(observations);
    }

    /**
     * Goes on to the end of a round.
     *
     * @param otherRows what other searches found on the same machine
     * @param most evaluations of the whole search, at which the round ends early
     * @param stop asked before each evaluation but the first of all
     * @return whether anything was evaluated; the space is exhausted if not, unless a limit bound
     * @throws InterruptedException if an evaluation was asked to stop
     */
    public boolean round(List<TrainingRow> otherRows, int most, BooleanSupplier stop)
            throws InterruptedException {
        int before = observations.size();
        int end = Math.min(most, before + left(ROUND));
        if (before == 0 && end > 0 && first.isPresent()) {
            evaluate(List.of(first.get()), () -> false);
        }
        while (observations.size() < end && !stop.getAsBoolean()) {
            if (!batch(otherRows, end, stop)) {
                break;
            }
        }
        return observations.size() > before;
    }

    private boolean batch(List<TrainingRow> otherRows, int end, BooleanSupplier stop)
            throws InterruptedException {
        // Batches begin at multiples of their size, whatever was first and wherever a run ended.
        int wanted = Math.min(left(strategy.batch()), end - observations.size());
        List<LegalSchedule> proposals =
                strategy.propose(new SearchState(space, observations, otherRows, seed), wanted);
        evaluate(proposals, stop);
        return !proposals.isEmpty();
    }

    private int left(int period) {
        return period - observations.size() % period;
    }

    private void evaluate(List<LegalSchedule> candidates, BooleanSupplier stop)
            throws InterruptedException {
        observations.addAll(evaluation.of(candidates, List.copyOf(observations), stop));
    }
}
