package org.lanewise.tuner.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a model can know of a space of which it knows nothing but the parameters: numbers as
 * themselves or, where they grow by factors, their logarithms; words one by one; and how often a
 * number halves, for sizes are good when they divide others. Then what pairs of numbers multiply
 * to. All lie between 0 and 1. Immutable and thread-safe.
 */
public final class ParameterFeatures {
    /** With fewer values a number is a switch. */
    private static final int SIZE_VALUES = 3;

    /** Values that are further apart than this grow by factors. */
    private static final double FACTOR = 4;

    /** For each feature and parameter, what each value adds; the sum over the parameters counts. */
    private final List<float[][]> addends = new ArrayList<>();

    private final int parameters;

    /** Of a space's parameters; those with one value say nothing, and are left out. */
    public ParameterFeatures(List<Parameter> parameters) {
        this.parameters = parameters.size();
        List<double[]> logarithms = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            logarithms.add(new double[0]);
            if (parameter.size() < 2) {
                continue;
            }
            if (!parameter.numeric()) {
                words(i, parameter);
                continue;
            }
            double[] numbers =
                    parameter.values().stream().mapToDouble(Double::parseDouble).toArray();
            boolean size = numbers.length >= SIZE_VALUES && numbers[0] > 0;
            boolean grows = size && numbers[numbers.length - 1] >= FACTOR * numbers[0];
            double[] shown =
                    grows ? Arrays.stream(numbers).map(StrictMath::log).toArray() : numbers;
            add(i, shown, 1);
            if (size) {
                logarithms.set(i, Arrays.stream(numbers).map(StrictMath::log).toArray());
                add(i, Arrays.stream(numbers).map(ParameterFeatures::halvings).toArray(), 0.5);
            }
        }
        products(logarithms);
    }

    private void words(int parameter, Parameter words) {
        for (int value = 0; value < words.size(); value++) {
            double[] one = new double[words.size()];
            one[value] = 1;
            add(parameter, one, 1);
        }
    }

    /** A feature of one parameter, scaled to lie between 0 and {@code most}. */
    private void add(int parameter, double[] values, double most) {
        double least = Arrays.stream(values).min().orElseThrow();
        double range = Arrays.stream(values).max().orElseThrow() - least;
        if (range > 0) {
            float[][] feature = new float[parameters][];
            feature[parameter] = scaled(values, least, most / range);
            addends.add(feature);
        }
    }

    private static float[] scaled(double[] values, double least, double factor) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) ((values[i] - least) * factor);
        }
        return scaled;
    }

    /** A product's logarithm is the sum of its factors'. */
    private void products(List<double[]> logarithms) {
        for (int one = 0; one < parameters; one++) {
            for (int other = one + 1; other < parameters; other++) {
                if (logarithms.get(one).length > 0 && logarithms.get(other).length > 0) {
                    addProduct(one, logarithms.get(one), other, logarithms.get(other));
                }
            }
        }
    }

    private void addProduct(int one, double[] ones, int other, double[] others) {
        double range = ones[ones.length - 1] - ones[0] + others[others.length - 1] - others[0];
        float[][] feature = new float[parameters][];
        feature[one] = scaled(ones, ones[0], 1 / range);
        feature[other] = scaled(others, others[0], 1 / range);
        addends.add(feature);
    }

    private static double halvings(double number) {
        return number == Math.rint(number) && number > 0
                ? Long.numberOfTrailingZeros((long) number)
                : 0;
    }

    /** The features of a point, as many for each. */
    public float[] of(Point point) {
        float[] vector = new float[addends.size()];
        for (int i = 0; i < vector.length; i++) {
            float[][] feature = addends.get(i);
            for (int parameter = 0; parameter < parameters; parameter++) {
                if (feature[parameter] != null) {
                    vector[i] += feature[parameter][point.at(parameter)];
                }
            }
        }
        return vector;
    }
}
