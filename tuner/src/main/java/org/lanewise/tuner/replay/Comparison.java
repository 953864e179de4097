package org.lanewise.tuner.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.lanewise.tuner.search.Strategy;
import org.lanewise.tuner.tables.Table;

/** Runs strategies on tables, many seeds each. */
public final class Comparison {
    private static final int EVALUATIONS = 64;

    private Comparison() {}

    /**
     * How a strategy did on a table.
     *
     * @param table name of the table
     * @param strategy name of the strategy
     * @param seeds number of searches
     * @param medianTo5Percent evaluations until a search held a schedule within 5% of the table's
     *     best: the median over the seeds; a search that gave up counts with the table's size
     * @param p90To5Percent the 90th percentile of the same
     * @param bestAt64 speed of the best of the first 64 evaluations as a share of the table's best
     *     speed, the median over the seeds
     * @param score the {@link PublishedScore}, the mean over the seeds
     * @param warm number of other machines' tables that the searches had learned from
     */
    public record Row(
            String table,
            String strategy,
            int seeds,
            int medianTo5Percent,
            int p90To5Percent,
            double bestAt64,
            double score,
            int warm) {}

    private record Result(int toNear, double bestAt64, double score) {}

    /**
     * Runs one strategy with the seeds 1 to {@code seeds}, on as many threads as there are
     * processors; the result does not depend on how many those are.
     *
     * @param progress told after each search how many of them are through; called by several
     *     threads
     * @throws InterruptedException if this thread was asked to stop
     */
    public static Row run(Table table, Strategy strategy, int seeds, IntConsumer progress)
            throws InterruptedException {
        PublishedScore score = new PublishedScore(table);
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<Result>> searches =
                    LongStream.rangeClosed(1, seeds)
                            .mapToObj(seed ->
                                    threads.submit(() -> {
                                        Result result = search(table, strategy, score, seed);
                                        progress.accept(1);
                                        return result;
                                    }))
                            .toList();
            try {
                return row(table, strategy, results(searches));
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static Result search(Table table, Strategy strategy, PublishedScore score, long seed)
            throws InterruptedException {
        Replay replay = new Replay(table, strategy, seed);
        replay.untilCompared(Math.min(EVALUATIONS, table.size()), score.end());
        return new Result(
                replay.evaluationsToNear(),
                replay.shareOfBestAfter(EVALUATIONS),
                score.of(replay.improvements()));
    }

    private static List<Result> results(List<Future<Result>> searches) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        for (Future<Result> search : searches) {
            try {
                results.add(search.get());
            } catch (ExecutionException failed) {
                throw new IllegalStateException("A search failed on a recorded table.", failed);
            }
        }
        return results;
    }

    private static Row row(Table table, Strategy strategy, List<Result> results) {
        int[] toNear = results.stream().mapToInt(Result::toNear).sorted().toArray();
        double[] best = results.stream().mapToDouble(Result::bestAt64).sorted().toArray();
        return new Row(
                table.name(),
                strategy.name(),
                results.size(),
                toNear[rank(0.5, toNear.length)],
                toNear[rank(0.9, toNear.length)],
                best[rank(0.5, best.length)],
                results.stream().mapToDouble(Result::score).average().orElse(0),
                table.others());
    }

    /** Nearest rank: the smallest value that so large a share of the values do not exceed. */
    private static int rank(double share, int values) {
        return (int) Math.ceil(share * values) - 1;
    }
}
