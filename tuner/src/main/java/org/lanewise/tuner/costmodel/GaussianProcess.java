package org.lanewise.tuner.costmodel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Gaussian process over the features of one problem's candidates, on the logarithms of their
 * costs: it says of every candidate what it expects and how far it may be off, and a few dozen
 * measurements suffice for it. Near candidates are taken to have similar costs by a Matérn 3/2
 * kernel with one length for all features, which have to be of one scale. Immutable and
 * thread-safe.
 */
public final class GaussianProcess implements CostModel {
    /** Distance at which costs have little in common; features lie between 0 and 1. */
    private static final double LENGTH = 1.2;

    /** Variance of one measurement as a share of that of all costs. */
    private static final double NOISE = 1e-4;

    /** More examples make it no better and, by their square, slower. */
    private static final int MOST_EXAMPLES = 384;

    private static final double LEAST_VARIANCE = 1e-9;

    /** Of costs that are all the same, as logarithms: a tenth of a percent. */
    private static final double LEAST_UNIT = 1e-3;

    private static final double LEAST_DEVIATION = 1e-2;

    /** So many examples of unit variance speak for an expectation before there is any. */
    private static final double PRIOR_EXAMPLES = 2;

    private static final double ROOT_3 = Math.sqrt(3);

    /** No feature holds what is expected anyway. */
    public static final int NO_EXPECTATION = -1;

    /**
     * What the model expects. The unit of both is its own.
     *
     * @param cost grows with the logarithm of the cost
     * @param spread how far that may be off: the standard deviation
     */
    public record Prediction(double cost, double spread) {}

    /** What it knows of costs: logarithms, less what was expected anyway, of one scale. */
    private record Scale(
            double mean, double trust, double deviation, double best, int expectation) {
        double offset(float... features) {
            return (mean + (expectation >= 0 ? trust * features[expectation] : 0)) / deviation;
        }
    }

    private final float[][] known;

    /** Its lower triangle column by column, each from its diagonal on: so the loops vectorise. */
    private final double[][] cholesky;

    /** The inverse of the kernel matrix times the costs. */
    private final double[] weights;

    private final double deviation;
    private final Scale scale;

    private GaussianProcess(
            float[][] known, double[][] cholesky, double[] weights, double deviation, Scale scale) {
        this.known = known;
        this.cholesky = cholesky;
        this.weights = weights;
        this.deviation = deviation;
        this.scale = scale;
    }

    /**
     * Trains a model.
     *
     * @param examples of one problem; none are needed where there is an expectation
     * @param expectation position of the feature that holds the logarithm of the cost that is
     *     expected without any example, up to a constant; {@link #NO_EXPECTATION} where there is
     *     none
     */
    public static GaussianProcess train(List<Example> examples, int expectation) {
        List<Example> used = representatives(examples);
        double[] costs = logarithms(used);
        double best = DoubleStream.of(costs).min().orElse(0);
        float[][] known = used.stream().map(Example::features).toArray(float[][]::new);
        double trust = expectation >= 0 ? trust(known, costs, expectation) : 0;
        double[] rest = new double[costs.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = costs[i] - (expectation >= 0 ? trust * known[i][expectation] : 0);
        }
        double mean = mean(rest);
        double unit = Math.max(Math.sqrt(covariance(rest, rest)), LEAST_UNIT);
        for (int i = 0; i < rest.length; i++) {
            rest[i] = (rest[i] - mean) / unit;
        }
        double[][] cholesky = decomposed(known, expectation);
        forward(cholesky, rest);
        double deviation = Math.max(Math.sqrt(mean(squares(rest))), LEAST_DEVIATION);
        backward(cholesky, rest);
        return new GaussianProcess(
                known,
                cholesky,
                rest,
                deviation,
                new Scale(mean, trust, unit, best / unit, expectation));
    }

    /**
     * How much of the expectation is borne out: all of it at first, and then the slope of the costs
     * over it.
     */
    private static double trust(float[][] known, double[] costs, int expectation) {
        double[] expected = new double[known.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = known[i][expectation];
        }
        double prior = PRIOR_EXAMPLES / Math.max(1, known.length);
        return Math.clamp(
                (covariance(expected, costs) + prior) / (covariance(expected, expected) + prior),
                0,
                1);
    }

    private static double mean(double... values) {
        return DoubleStream.of(values).average().orElse(0);
    }

    private static double covariance(double[] ones, double[] others) {
        double one = mean(ones);
        double other = mean(others);
        double sum = 0;
        for (int i = 0; i < ones.length; i++) {
            sum += (ones[i] - one) * (others[i] - other);
        }
        return sum / Math.max(1, ones.length);
    }

    private static double[] squares(double... values) {
        return DoubleStream.of(values).map(value -> value * value).toArray();
    }

    /** The better half as it is, and of the rest as many as there is room for. */
    private static List<Example> representatives(List<Example> examples) {
        if (examples.size() <= MOST_EXAMPLES) {
            return examples;
        }
        List<Example> sorted =
                examples.stream()
                        .sorted(
                                Comparator.comparingDouble(
                                        example -> example.cost().orElse(Double.MAX_VALUE)))
                        .toList();
        int half = MOST_EXAMPLES / 2;
        int others = examples.size() - half;
        return Stream.concat(
                        sorted.stream().limit(half),
                        IntStream.range(0, half)
                                .mapToObj(i -> sorted.get(half + (int) ((long) i * others / half))))
                .toList();
    }

    /** A failed candidate is as bad as the worst. */
    private static double[] logarithms(List<Example> examples) {
        double worst =
                examples.stream()
                        .flatMapToDouble(example -> example.cost().stream())
                        .max()
                        .orElse(1);
        return examples.stream()
                .mapToDouble(example -> Math.log(example.cost().orElse(worst)))
                .toArray();
    }

    private static double[][] decomposed(float[][] known, int expectation) {
        int size = known.length;
        double[][] columns = new double[size][];
        for (int j = 0; j < size; j++) {
            columns[j] = new double[size - j];
            for (int i = j; i < size; i++) {
                columns[j][i - j] = kernel(known[i], known[j], expectation);
            }
            columns[j][0] += NOISE;
        }
        for (int j = 0; j < size; j++) {
            double[] column = columns[j];
            double root = Math.sqrt(Math.max(column[0], LEAST_VARIANCE));
            for (int i = 0; i < column.length; i++) {
                column[i] /= root;
            }
            column[0] = root;
            for (int k = j + 1; k < size; k++) {
                subtract(columns[k], column[k - j], column, k - j);
            }
        }
        return columns;
    }

    /** Takes {@code factor} times a column, from a position on, from another. */
    private static void subtract(double[] from, double factor, double[] column, int position) {
        for (int i = 0; i < from.length; i++) {
            from[i] -= factor * column[i + position];
        }
    }

    private static double kernel(float[] one, float[] other, int expectation) {
        double square = 0;
        for (int i = 0; i < one.length; i++) {
            double difference = one[i] - other[i];
            square += difference * difference;
        }
        if (expectation >= 0) {
            double difference = one[expectation] - other[expectation];
            square -= difference * difference;
        }
        double distance = ROOT_3 / LENGTH * Math.sqrt(Math.max(square, 0));
        return (1 + distance) * Math.exp(-distance);
    }

    private static void forward(double[][] cholesky, double... right) {
        for (int j = 0; j < right.length; j++) {
            double[] column = cholesky[j];
            double value = right[j] / column[0];
            right[j] = value;
            for (int i = 1; i < column.length; i++) {
                right[j + i] -= value * column[i];
            }
        }
    }

    private static void backward(double[][] cholesky, double... right) {
        for (int j = right.length - 1; j >= 0; j--) {
            double[] column = cholesky[j];
            double value = right[j];
            for (int i = 1; i < column.length; i++) {
                value -= column[i] * right[j + i];
            }
            right[j] = value / column[0];
        }
    }

    /** What it expects of a candidate. */
    public Prediction expect(float[] features) {
        double[] near = near(features);
        double cost = cost(features, near);
        forward(cholesky, near);
        return new Prediction(cost, deviation * Math.sqrt(variance(near)));
    }

    private double[] near(float... features) {
        double[] near = new double[known.length];
        for (int i = 0; i < near.length; i++) {
            near[i] = kernel(features, known[i], scale.expectation);
        }
        return near;
    }

    private static double variance(double... solved) {
        double variance = 1;
        for (double part : solved) {
            variance -= part * part;
        }
        return Math.max(variance, LEAST_VARIANCE);
    }

    @Override
    public double predict(float[] features) {
        return cost(features, near(features));
    }

    private double cost(float[] features, double[] near) {
        double cost = scale.offset(features);
        for (int i = 0; i < near.length; i++) {
            cost += near[i] * weights[i];
        }
        return cost;
    }

    /** The lowest cost among the examples, in the unit of predictions. */
    public double best() {
        return scale.best;
    }

    /**
     * The model as it will be, as far as can be foreseen, when a further candidate is measured: it
     * is surer around it, and expects the same.
     */
    public GaussianProcess withMeasured(float[] features) {
        int size = known.length;
        double[] row = near(features);
        forward(cholesky, row);
        double[][] columns = new double[size + 1][];
        for (int j = 0; j < size; j++) {
            columns[j] = Arrays.copyOf(cholesky[j], cholesky[j].length + 1);
            columns[j][cholesky[j].length] = row[j];
        }
        columns[size] = new double[] {Math.sqrt(variance(row) + NOISE)};
        float[][] more = Arrays.copyOf(known, size + 1);
        more[size] = features;
        return new GaussianProcess(
                more, columns, Arrays.copyOf(weights, size + 1), deviation, scale);
    }
}
