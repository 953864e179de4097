package org.lanewise.tuner.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.lanewise.tuner.costmodel.CostModel;
import org.lanewise.tuner.costmodel.Example;
import org.lanewise.tuner.costmodel.GradientBoostedTrees;
import org.lanewise.tuner.search.optaplanner.Finder;
import org.lanewise.tuner.search.optaplanner.PoolRequest;
import org.lanewise.tuner.search.optaplanner.RankedPoint;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * Batches for spaces whose features say what a candidate does to the machine: trees are trained on
 * everything observed, a finder searches the space for what they think fast, and a varied choice of
 * that is proposed with some random points behind it. What the space itself expects is where the
 * trees begin; they learn what it is off by, until the problem's own results suffice, and while
 * there is nothing to learn from it stands alone. The first batch holds what other searches found
 * fastest, and the best of each kind.
 */
final class TreeBatches {
    /** Below this many measured rows trees only repeat what they saw. */
    private static final int FEWEST_ROWS = 8;

    private static final int STARTS = 10;
    private static final int WARM_STARTS = 5;

    /** The pool is this many times the batch, so that there is variety to choose from. */
    private static final int POOL_FACTOR = 32;

    private static final double RANDOM_SHARE = 0.1;

    /**
     * After three rounds that found nothing faster each draws a tenth more than the one before, up
     * to this: a model that is wrong about where the fastest is proposes its own mistake again.
     */
    private static final double MOST_RANDOM_SHARE = 0.5;

    /** What was true of other layers may mislead, so a first batch hedges. */
    private static final double FIRST_RANDOM_SHARE = 0.25;

    /** Of the first batch, what the best of each kind may take. */
    private static final double KINDS_SHARE = 0.4;

    /** Fastest schedules of other searches that the first batch measures again. */
    private static final int MOST_AGAIN = 4;

    private TreeBatches() {}

    static List<Proposal> propose(SearchState state, int batch, Finder finder) {
        Random random = state.random();
        boolean first = state.results().size() < SearchLoop.ROUND;
        CostModel model = model(state, random.nextLong());
        // Rounded up or down by chance, so that the share holds for batches of one too.
        int drawn = (int) (batch * randomShare(state, first) + random.nextDouble());
        List<Point> proposals =
                new ArrayList<>(
                        state.fastestElsewhere(first ? Math.min(MOST_AGAIN, batch - drawn) : 0));
        Set<Point> taken = new HashSet<>(state.observed());
        taken.addAll(proposals);
        int kinds =
                first ? Math.min((int) (batch * KINDS_SHARE), batch - drawn - proposals.size()) : 0;
        if (kinds > 0) {
            KindLeaders.of(state.space(), cost(state, model), taken, random).stream()
                    .limit(kinds)
                    .forEach(proposals::add);
            taken.addAll(proposals);
        }
        List<RankedPoint> pool = pool(state, model, taken, batch * POOL_FACTOR, finder, random);
        proposals.addAll(Diversity.choose(state.space(), pool, batch - drawn - proposals.size()));
        taken.addAll(proposals);
        // What the pool did not fill is drawn too: a proposal is short only where the space is.
        proposals.addAll(
                new ValidSampler(state.space(), random).draw(batch - proposals.size(), taken));
        return proposals.stream().map(point -> proposal(state.space(), model, point)).toList();
    }

    /** How much of a batch is drawn by chance. */
    static double randomShare(SearchState state, boolean first) {
        return first
                ? FIRST_RANDOM_SHARE
                : Math.clamp(
                        RANDOM_SHARE * (state.sinceFastest() / SearchLoop.ROUND - 1),
                        RANDOM_SHARE,
                        MOST_RANDOM_SHARE);
    }

    /** What has learned from nothing that was measured here expects nothing. */
    private static Proposal proposal(Space space, CostModel model, Point point) {
        return model instanceof GradientBoostedTrees trees
                ? new Proposal(point, OptionalDouble.of(-trees.predict(space.features(point))))
                : Proposal.of(point);
    }

    private static CostModel model(SearchState state, long seed) {
        CostModel expected = state.space().estimate().orElse(features -> 0);
        List<Example> rows = TrainingSet.of(state);
        if (TrainingSet.measured(rows) < FEWEST_ROWS) {
            return expected;
        }
        return TrainingSet.suffices(TrainingSet.own(state))
                ? GradientBoostedTrees.train(rows, seed)
                : GradientBoostedTrees.train(rows, seed, expected);
    }

    private static ToDoubleFunction<Point> cost(SearchState state, CostModel model) {
        return point -> model.predict(state.space().features(point));
    }

    private static List<RankedPoint> pool(
            SearchState state,
            CostModel model,
            Set<Point> taken,
            int size,
            Finder finder,
            Random random) {
        return finder.find(
                new PoolRequest(
                        state.space(),
                        cost(state, model),
                        taken,
                        state.starts(WARM_STARTS, STARTS, random),
                        size,
                        random.nextLong()));
    }
}
