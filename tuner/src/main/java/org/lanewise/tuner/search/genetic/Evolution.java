package org.lanewise.tuner.search.genetic;

import io.jenetics.Genotype;
import io.jenetics.IntegerGene;
import io.jenetics.Phenotype;
import io.jenetics.SinglePointCrossover;
import io.jenetics.engine.Engine;
import io.jenetics.engine.EvolutionStart;
import io.jenetics.util.ISeq;
import io.jenetics.util.RandomRegistry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * A genetic algorithm on measurements with the settings that did best in the community's own
 * comparison: single-point crossover, 20 individuals, 150 generations, one child in five mutated.
 * It keeps nothing between two calls: generations are bred again over what is measured, up to the
 * first with individuals that are not. Thread-safe.
 */
public final class Evolution {
    /** Individuals of a generation. */
    public static final int POPULATION = 20;

    private static final int GENERATIONS = 150;

    private final Space space;
    private final Map<Point, OptionalDouble> measured;

    /**
     * An evolution that has not begun.
     *
     * @param measured what became of the points measured
     */
    public Evolution(Space space, Map<Point, OptionalDouble> measured) {
        this.space = space;
        this.measured = measured;
    }

    /**
     * The individuals that wait to be measured before evolution can go on; none where it is at its
     * end.
     *
     * @param first the first generation, valid points
     * @param seed of all random choices
     */
    public List<Point> waiting(List<Point> first, long seed) {
        Set<Point> waiting = new LinkedHashSet<>();
        return RandomRegistry.with(new Random(seed))
                .call(() -> {
                    List<Genotype<IntegerGene>> population =
                            first.stream().map(point -> Genes.of(space, point)).toList();
                    for (Genotype<IntegerGene> individual : population) {
                        cost(individual, waiting);
                    }
                    if (waiting.isEmpty()) {
                        evolve(population, waiting);
                    }
                    return List.copyOf(waiting);
                });
    }

    private void evolve(List<Genotype<IntegerGene>> population, Set<Point> waiting) {
        Engine<IntegerGene, Double> engine =
                Engine.builder(
                                (Genotype<IntegerGene> individual) -> cost(individual, waiting),
                                population.getFirst())
                        .populationSize(POPULATION)
                        .offspringFraction(1)
                        .offspringSelector(new RankSelector())
                        .alterers(
                                new SinglePointCrossover<IntegerGene, Double>(1),
                                new NeighbourMutator(space))
                        .minimizing()
                        .executor(Runnable::run)
                        .build();
        EvolutionStart<IntegerGene, Double> start =
                EvolutionStart.of(
                        population.stream()
                                .map(individual -> Phenotype.<IntegerGene, Double>of(individual, 1))
                                .collect(ISeq.toISeq()),
                        1);
        for (int generation = 0; generation < GENERATIONS && waiting.isEmpty(); generation++) {
            start = engine.evolve(start).next();
        }
    }

    /** What is not valid is never measured, and as bad as what failed. */
    private double cost(Genotype<IntegerGene> individual, Set<Point> waiting) {
        Point point = Genes.point(individual);
        OptionalDouble cost = measured.get(point);
        if (cost == null && space.valid(point)) {
            waiting.add(point);
        }
        return cost == null ? Double.POSITIVE_INFINITY : cost.orElse(Double.POSITIVE_INFINITY);
    }
}
