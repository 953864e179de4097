package org.lanewise.tuner.search.genetic;

import io.jenetics.Genotype;
import io.jenetics.IntegerChromosome;
import io.jenetics.IntegerGene;
import java.util.stream.IntStream;
import org.lanewise.tuner.space.Parameter;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/** Points as Jenetics sees them: one chromosome, a gene a parameter. */
final class Genes {
    private Genes() {}

    /**
     * The genes of a chromosome have to have one range; that of each parameter is kept because
     * genes are only exchanged between points, and mutated to those of neighbours.
     */
    static Genotype<IntegerGene> of(Space space, Point point) {
        int most = space.parameters().stream().mapToInt(Parameter::size).max().orElse(1);
        IntegerGene[] genes =
                IntStream.of(point.positions())
                        .mapToObj(position -> IntegerGene.of(position, 0, most))
                        .toArray(IntegerGene[]::new);
        return Genotype.of(IntegerChromosome.of(genes));
    }

    static Point point(Genotype<IntegerGene> individual) {
        return Point.of(individual.chromosome().as(IntegerChromosome.class).toArray());
    }
}
