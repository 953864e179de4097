package org.lanewise.tuner.search.genetic;

import io.jenetics.IntegerGene;
import io.jenetics.Optimize;
import io.jenetics.Phenotype;
import io.jenetics.Selector;
import io.jenetics.util.ISeq;
import io.jenetics.util.RandomRegistry;
import io.jenetics.util.Seq;
import java.util.List;
import java.util.stream.IntStream;

/** Chooses parents by their rank, which is drawn from a beta distribution of 1 and 2.5. */
final class RankSelector implements Selector<IntegerGene, Double> {
    private static final double BETA = 2.5;

    @Override
    public ISeq<Phenotype<IntegerGene, Double>> select(
            Seq<Phenotype<IntegerGene, Double>> population, int count, Optimize optimize) {
        List<Phenotype<IntegerGene, Double>> bestFirst =
                population.stream()
                        .sorted((one, other) -> optimize.compare(other.fitness(), one.fitness()))
                        .toList();
        return IntStream.range(0, count)
                .mapToObj(i -> bestFirst.get(rank(bestFirst.size())))
                .collect(ISeq.toISeq());
    }

    /** By the inverse of the distribution's cumulative function. */
    private static int rank(int size) {
        double share = 1 - Math.pow(1 - RandomRegistry.random().nextDouble(), 1 / BETA);
        return Math.min(size - 1, (int) (share * size));
    }
}
