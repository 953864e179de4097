package org.lanewise.tuner.tables;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lanewise.tuner.space.Learner;
import org.lanewise.tuner.space.Parameter;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * A table whose space knows what other machines made of its points: as one more feature, which is
 * the cost that is expected. Immutable and thread-safe.
 */
public final class WarmTable implements Table {
    private final Table table;
    private final Space space;
    private final int others;

    private WarmTable(Table table, List<Table> others) {
        this.table = table;
        this.space = new WarmSpace(table.space(), others);
        this.others = others.size();
    }

    /**
     * A table with what those of the others tell that have the same parameters; the table itself
     * where none has, or where its space learns otherwise.
     */
    public static Table of(Table table, List<Table> all) {
        Set<String> names = names(table);
        List<Table> others =
                all.stream()
                        .filter(other -> !other.name().equals(table.name()))
                        .filter(other -> names(other).equals(names))
                        .toList();
        return others.isEmpty() || table.space().learner() != Learner.PROCESS
                ? table
                : new WarmTable(table, others);
    }

    private static Set<String> names(Table table) {
        return table.space().parameters().stream()
                .map(Parameter::name)
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Override
    public int others() {
        return others;
    }

    @Override
    public String name() {
        return table.name();
    }

    @Override
    public Space space() {
        return space;
    }

    @Override
    public int size() {
        return table.size();
    }

    @Override
    public OptionalDouble cost(Point point) {
        return table.cost(point);
    }

    @Override
    public double seconds(Point point) {
        return table.seconds(point);
    }

    @Override
    public Optional<Point> first() {
        return table.first();
    }

    /** The same points, with an expectation behind the features. */
    private static final class WarmSpace implements Space {
        private final Space cold;
        private final Map<Point, float[]> features = new HashMap<>();

        WarmSpace(Space cold, List<Table> others) {
            this.cold = cold;
            List<Expectation> expectations =
                    others.stream().map(other -> new Expectation(cold, other)).toList();
            cold.validPoints().forEach(point -> features.put(point, with(point, expectations)));
        }

        private float[] with(Point point, List<Expectation> expectations) {
            float[] own = cold.features(point);
            float[] all = Arrays.copyOf(own, own.length + 1);
            all[own.length] =
                    (float)
                            expectations.stream()
                                    .flatMapToDouble(other -> other.of(point).stream())
                                    .average()
                                    .orElse(0);
            return all;
        }

        @Override
        public List<Parameter> parameters() {
            return cold.parameters();
        }

        @Override
        public int broken(Point point) {
            return cold.broken(point);
        }

        @Override
        public float[] features(Point point) {
            float[] known = features.get(point);
            if (known == null) {
                throw new IllegalArgumentException(
                        "The space does not hold the point " + point + ".");
            }
            return known;
        }

        @Override
        public Learner learner() {
            return cold.learner();
        }

        @Override
        public Optional<Integer> expectation() {
            return features.values().stream().findAny().map(known -> known.length - 1);
        }

        @Override
        public Stream<Point> validPoints() {
            return cold.validPoints();
        }
    }

    /**
     * The logarithms of another table's costs over their median; what failed is as bad as the
     * worst.
     */
    private static final class Expectation {
        private final Table table;
        private final double median;
        private final double worst;

        /** For each of the table's parameters, where its value's position is in a point. */
        private final int[] parameters;

        private final int[][] positions;

        Expectation(Space space, Table table) {
            this.table = table;
            double[] costs = table.costs().sorted().toArray();
            this.median = costs[costs.length / 2];
            this.worst = costs[costs.length - 1];
            List<Parameter> theirs = table.space().parameters();
            List<String> ours = space.parameters().stream().map(Parameter::name).toList();
            this.parameters =
                    theirs.stream().mapToInt(their -> ours.indexOf(their.name())).toArray();
            this.positions = new int[parameters.length][];
            for (int i = 0; i < parameters.length; i++) {
                List<String> values = theirs.get(i).values();
                positions[i] =
                        space.parameters().get(parameters[i]).values().stream()
                                .mapToInt(values::indexOf)
                                .toArray();
            }
        }

        /** Empty where the table does not hold the point. */
        OptionalDouble of(Point point) {
            int[] their = new int[parameters.length];
            for (int i = 0; i < their.length; i++) {
                their[i] = positions[i][point.at(parameters[i])];
            }
            if (Arrays.stream(their).anyMatch(position -> position < 0)) {
                return OptionalDouble.empty();
            }
            Point there = Point.of(their);
            return table.space().valid(there)
                    ? OptionalDouble.of(Math.log(table.cost(there).orElse(worst) / median))
                    : OptionalDouble.empty();
        }
    }
}
