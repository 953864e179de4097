package org.lanewise.tuner.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.lanewise.tuner.search.Lessons;
import org.lanewise.tuner.search.PointLoop;
import org.lanewise.tuner.search.Result;
import org.lanewise.tuner.search.Strategy;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.tables.Table;

/**
 * One search on a table. Not thread-safe.
 *
 * <p>It begins with what a live search would begin with, where the table has such a point.
 */
public final class Replay {
    /** A level the search reached: "within 5%" is 1.05. */
    private static final double NEAR = 1.05;

    /** Evaluations after which a comparison waits no longer for it. */
    private static final int PATIENCE = 1000;

    /**
     * A point better than all before it.
     *
     * @param evaluation its number, from 1
     * @param seconds since the search began, what its evaluation took included
     * @param cost its recorded cost
     */
    public record Improvement(int evaluation, double seconds, Point point, double cost) {}

    private final Table table;
    private final PointLoop loop;
    private final SearchClock clock = new SearchClock();
    private final List<Improvement> improvements = new ArrayList<>();
    private int evaluations;

    /** A search at its beginning. */
    public Replay(Table table, Strategy strategy, long seed) {
        this.table = table;
        this.loop = new PointLoop(table.space(), strategy, seed, List.of(), new LookUp());
    }

    /** Takes results from the table. */
    private final class LookUp implements PointLoop.Evaluation {
        @Override
        public List<Result> first(BooleanSupplier stop) {
            return evaluations > 0
                    ? List.of()
                    : table.first().stream().map(Replay.this::look).toList();
        }

        @Override
        public List<Result> of(List<Point> candidates, BooleanSupplier stop) {
            clock.thought();
            List<Result> results = candidates.stream().map(Replay.this::look).toList();
            clock.thinks();
            return results;
        }
    }

    private Result look(Point candidate) {
        evaluations++;
        clock.passes(table.seconds(candidate));
        OptionalDouble cost = table.cost(candidate);
        cost.ifPresent(found -> {
            if (found < best()) {
                improvements.add(new Improvement(evaluations, clock.seconds(), candidate, found));
            }
        });
        return Result.of(table.space(), candidate, cost);
    }

    /**
     * Searches on to the end of a round.
     *
     * @param most evaluations in all
     * @return false where they are used up or the table is exhausted
     * @throws InterruptedException if this thread was asked to stop
     */
    public boolean round(int most) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        clock.thinks();
        boolean more = loop.round(Lessons.none(), most, () -> false);
        clock.thought();
        return more;
    }

    /**
     * Searches until it holds a point within 5% of the table's best, at least so many evaluations,
     * or until the table is exhausted.
     *
     * @throws InterruptedException if this thread was asked to stop
     */
    public void untilNear(int least) throws InterruptedException {
        while ((evaluations < least || !isNear()) && round(Integer.MAX_VALUE)) {
            // One round after the other.
        }
    }

    /**
     * Searches as long as it matters to a comparison: until it has the best; or for so many
     * evaluations and so long, and then until it is within 5% or gives up.
     *
     * @param least evaluations in any case
     * @param seconds in any case
     * @throws InterruptedException if this thread was asked to stop
     */
    public void untilCompared(int least, double seconds) throws InterruptedException {
        while (!isBest() && isWorthIt(least, seconds) && round(Integer.MAX_VALUE)) {
            // One round after the other.
        }
    }

    private boolean isWorthIt(int least, double seconds) {
        return evaluations < least
                || clock.seconds() < seconds
                || (!isNear() && evaluations < PATIENCE);
    }

    private boolean isBest() {
        return best() <= table.best();
    }

    private boolean isNear() {
        return best() <= NEAR * table.best();
    }

    /** Cost of the best point found; infinite before there is one. */
    public double best() {
        return improvements.isEmpty() ? Double.POSITIVE_INFINITY : improvements.getLast().cost();
    }

    /** Every improvement, in order. */
    public List<Improvement> improvements() {
        return List.copyOf(improvements);
    }

    /** Points evaluated. */
    public int evaluations() {
        return evaluations;
    }

    /** Evaluations until one came within 5% of the table's best; the table's size if none did. */
    public int evaluationsToNear() {
        return improvements.stream()
                .filter(improvement -> improvement.cost() <= NEAR * table.best())
                .findFirst()
                .map(Improvement::evaluation)
                .orElse(table.size());
    }

    /**
     * The best of the first evaluations as a share of the table's best speed: 1 is the best, 0
     * where nothing ran.
     */
    public double shareOfBestAfter(int first) {
        return improvements.stream()
                .filter(improvement -> improvement.evaluation() <= first)
                .mapToDouble(improvement -> table.best() / improvement.cost())
                .max()
                .orElse(0);
    }
}
