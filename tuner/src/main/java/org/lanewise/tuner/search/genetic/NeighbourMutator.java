package org.lanewise.tuner.search.genetic;

import io.jenetics.Alterer;
import io.jenetics.AltererResult;
import io.jenetics.IntegerGene;
import io.jenetics.Phenotype;
import io.jenetics.util.ISeq;
import io.jenetics.util.RandomRegistry;
import io.jenetics.util.Seq;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * Makes one child in five a valid neighbour of itself, and every child that is not valid or there
 * already.
 */
final class NeighbourMutator implements Alterer<IntegerGene, Double> {
    private static final int ONE_IN = 5;

    private final Space space;

    NeighbourMutator(Space space) {
        this.space = space;
    }

    @Override
    public AltererResult<IntegerGene, Double> alter(
            Seq<Phenotype<IntegerGene, Double>> population, long generation) {
        Set<Point> there = new HashSet<>();
        return new AltererResult<>(
                population.stream()
                        .map(child -> {
                            Point point = child(Genes.point(child.genotype()), there);
                            return Phenotype.<IntegerGene, Double>of(
                                    Genes.of(space, point), generation);
                        })
                        .collect(ISeq.toISeq()));
    }

    private Point child(Point bred, Set<Point> there) {
        RandomGenerator random = RandomRegistry.random();
        Point child = random.nextInt(ONE_IN) == 0 ? neighbour(bred, random) : bred;
        if (!space.valid(child) || !there.add(child)) {
            child = neighbour(child, random);
            there.add(child);
        }
        return child;
    }

    private Point neighbour(Point point, RandomGenerator random) {
        List<Point> neighbours = space.neighbours(point);
        return neighbours.isEmpty() ? point : neighbours.get(random.nextInt(neighbours.size()));
    }
}
