package org.lanewise.tuner.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.lanewise.tuner.costmodel.GaussianProcess;
import org.lanewise.tuner.search.optaplanner.Finder;
import org.lanewise.tuner.search.optaplanner.PoolRequest;
import org.lanewise.tuner.search.optaplanner.RankedPoint;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * Batches for spaces of which nothing is known but the parameters: a Gaussian process is trained on
 * what was measured, and the points from which it expects the most improvement are next. Of a batch
 * each point counts as measured for those behind it.
 */
final class ProcessBatches {
    /** Points chosen before there is a model, far from each other. */
    private static final int DRAWN = 5;

    /** Points drawn to choose one of them. */
    private static final int CANDIDATES = 64;

    private static final int STARTS = 6;
    private static final int WARM_STARTS = 3;

    /** For batches of several there is more to choose from. */
    private static final int POOL = 64;

    /** From so many results on, one more changes a model so little that batches double. */
    private static final int DOUBLING = 64;

    private ProcessBatches() {}

    static int batch(int known) {
        int batch = 1;
        for (int level = DOUBLING; level <= known && batch < SearchLoop.ROUND; level *= 2) {
            batch *= 2;
        }
        return batch;
    }

    static List<Point> propose(SearchState state, int batch, Finder finder) {
        Random random = state.random();
        Set<Point> taken = new HashSet<>(state.observed());
        List<Point> proposals = new ArrayList<>();
        while (proposals.size() < batch && isUnknown(state, proposals.size())) {
            Optional<Point> far = farthest(state.space(), taken, random);
            if (far.isEmpty()) {
                return proposals;
            }
            proposals.add(far.get());
            taken.add(far.get());
        }
        proposals.addAll(expected(state, batch - proposals.size(), taken, finder, random));
        taken.addAll(proposals);
        proposals.addAll(
                new ValidSampler(state.space(), random).draw(batch - proposals.size(), taken));
        return List.copyOf(proposals);
    }

    /** Whether there is neither an expectation nor enough to make a model of. */
    private static boolean isUnknown(SearchState state, int more) {
        return state.space().expectation().isEmpty()
                && TrainingSet.measured(TrainingSet.own(state)) + more < DRAWN;
    }

    /** Of some that are drawn the one least like all that were. */
    private static Optional<Point> farthest(Space space, Set<Point> taken, Random random) {
        List<float[]> known = taken.stream().map(space::features).toList();
        return new ValidSampler(space, random)
                .draw(CANDIDATES, taken).stream()
                        .max(
                                Comparator.comparingDouble(point -> {
                                    float[] features = space.features(point);
                                    return known.stream()
                                            .mapToDouble(other -> distance(features, other))
                                            .min()
                                            .orElse(0);
                                }));
    }

    private static double distance(float[] one, float[] other) {
        double square = 0;
        for (int i = 0; i < one.length; i++) {
            square += (one[i] - other[i]) * (double) (one[i] - other[i]);
        }
        return square;
    }

    private static List<Point> expected(
            SearchState state, int batch, Set<Point> taken, Finder finder, Random random) {
        if (batch == 0) {
            return List.of();
        }
        Space space = state.space();
        GaussianProcess model =
                GaussianProcess.train(
                        TrainingSet.own(state),
                        space.expectation().orElse(GaussianProcess.NO_EXPECTATION));
        List<RankedPoint> pool =
                finder.find(
                        new PoolRequest(
                                space,
                                point -> ExpectedImprovement.cost(model, space.features(point)),
                                taken,
                                state.starts(WARM_STARTS, STARTS, random),
                                batch == 1 ? 1 : POOL,
                                random.nextLong()));
        return batch == 1
                ? pool.stream().map(RankedPoint::point).toList()
                : oneByOne(space, model, pool.stream().map(RankedPoint::point).toList(), batch);
    }

    private static List<Point> oneByOne(
            Space space, GaussianProcess before, List<Point> pool, int batch) {
        GaussianProcess model = before;
        List<Point> left = new ArrayList<>(pool);
        List<Point> chosen = new ArrayList<>();
        while (chosen.size() < batch && !left.isEmpty()) {
            GaussianProcess now = model;
            Point next =
                    Collections.min(
                            left,
                            Comparator.comparingDouble(
                                    point -> ExpectedImprovement.cost(now, space.features(point))));
            left.remove(next);
            chosen.add(next);
            model = model.withMeasured(space.features(next));
        }
        return chosen;
    }
}
