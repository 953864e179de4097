package org.lanewise.tuner.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/** The loop of one search in any space: propose, evaluate, look at the results. Not thread-safe. */
public final class PointLoop {
    /** Tells how fast candidates are. */
    public interface Evaluation {
        /**
         * Evaluates what is to be known before anything is proposed, and is not known yet.
         *
         * @param stop asked before each evaluation but the first
         */
        default List<Result> first(BooleanSupplier stop) throws InterruptedException {
            return List.of();
        }

        /**
         * Evaluates candidates in their order until it is told to stop.
         *
         * @param stop asked before each evaluation
         * @return one result for each candidate evaluated, in their order
         */
        List<Result> of(List<Point> candidates, BooleanSupplier stop) throws InterruptedException;
    }

    private final Space space;
    private final Strategy strategy;
    private final long seed;
    private final Evaluation evaluation;
    private final List<Result> results;
    private final Map<Point, Double> predicted = new HashMap<>();

    /**
     * A search at its beginning, or one that goes on.
     *
     * @param known what an earlier run of the same search evaluated, oldest first
     */
    public PointLoop(
            Space space, Strategy strategy, long seed, List<Result> known, Evaluation evaluation) {
        this.space = space;
        this.strategy = strategy;
        this.seed = seed;
        this.evaluation = evaluation;
        this.results = new ArrayList<>(known);
    }

    /**
     * Goes on to the end of a round.
     *
     * @param lessons what other searches found
     * @param most evaluations of the whole search, at which the round ends early
     * @param stop asked before each evaluation but the first of all
     * @return whether anything was evaluated; the space is exhausted if not, unless a limit bound
     * @throws InterruptedException if an evaluation was asked to stop
     */
    public boolean round(Lessons lessons, int most, BooleanSupplier stop)
            throws InterruptedException {
        int before = results.size();
        int end = Math.min(most, before + left(SearchLoop.ROUND));
        if (before < end) {
            results.addAll(evaluation.first(stop));
        }
        while (results.size() < end && !stop.getAsBoolean()) {
            if (!batch(lessons, end, stop)) {
                break;
            }
        }
        return results.size() > before;
    }

    private boolean batch(Lessons lessons, int end, BooleanSupplier stop)
            throws InterruptedException {
        // Batches begin at multiples of their size, whatever was first and wherever a run ended.
        int wanted = Math.min(left(strategy.batch(space, results.size())), end - results.size());
        List<Proposal> proposals =
                strategy.proposals(new SearchState(space, results, lessons, seed), wanted);
        predicted.clear();
        proposals.forEach(proposal ->
                proposal.predicted().ifPresent(speed -> predicted.put(proposal.point(), speed)));
        results.addAll(evaluation.of(proposals.stream().map(Proposal::point).toList(), stop));
        return !proposals.isEmpty();
    }

    /** What was expected of a point of the batch that is being evaluated, if anything was. */
    OptionalDouble predicted(Point point) {
        Double speed = predicted.get(point);
        return speed == null ? OptionalDouble.empty() : OptionalDouble.of(speed);
    }

    private int left(int period) {
        return period - results.size() % period;
    }
}
