package org.lanewise.tuner.models.shapes;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.lanewise.tuner.models.graph.Attribute;
import org.lanewise.tuner.models.graph.ElementType;
import org.lanewise.tuner.models.graph.Tensor;

/** Operators whose outputs hold no element of an input: constants, counts, and sizes as numbers. */
final class SourceRules {
    private SourceRules() {}

    static void add(Map<String, Rule> rules) {
        rules.put("Shape", SourceRules::shape);
        rules.put("Size", call -> call.result(ElementType.INT64, List.of()));
        rules.put("Constant", SourceRules::constant);
        rules.put("ConstantOfShape", SourceRules::constantOfShape);
        rules.put("Range", SourceRules::range);
    }

    private static List<Fact> shape(Call call) {
        int rank = call.rank(0);
        return call.result(
                ElementType.INT64,
                List.of(Dim.of(Math.max(0, end(call, rank) - start(call, rank)))));
    }

    static int start(Call call, int rank) {
        return bounded(call.node().whole("start", 0), rank);
    }

    static int end(Call call, int rank) {
        return bounded(call.node().whole("end", rank), rank);
    }

    private static int bounded(long place, int rank) {
        return (int) Math.clamp(place < 0 ? place + rank : place, 0L, (long) rank);
    }

    private static List<Fact> constant(Call call) {
        return List.of(Fact.of(constantOf(call)));
    }

    private static Tensor constantOf(Call call) {
        for (Attribute value : call.node().attributes().values()) {
            switch (value) {
                case Attribute.Constant(Tensor tensor) -> {
                    return tensor;
                }
                case Attribute.Whole(long number) -> {
                    return Tensor.of(ElementType.INT64, List.of(), (double) number);
                }
                case Attribute.Real(float number) -> {
                    return Tensor.of(ElementType.FLOAT, List.of(), number);
                }
                case Attribute.Wholes(List<Long> numbers) -> {
                    return vector(
                            ElementType.INT64,
                            numbers.stream().mapToDouble(Long::doubleValue).toArray());
                }
                case Attribute.Reals(List<Float> numbers) -> {
                    return vector(
                            ElementType.FLOAT,
                            numbers.stream().mapToDouble(Float::doubleValue).toArray());
                }
                case Attribute.Text text -> {}
                case Attribute.Body body -> {}
                case Attribute.OfCall name -> {}
                case Attribute.Other other -> {}
            }
        }
        throw call.undecided("holds no number");
    }

    private static Tensor vector(ElementType type, double[] values) {
        return Tensor.of(type, List.of((long) values.length), values);
    }

    private static List<Fact> constantOfShape(Call call) {
        ElementType type =
                call.node().attributes().get("value") instanceof Attribute.Constant(Tensor value)
                        ? value.type()
                        : ElementType.FLOAT;
        long[] sizes = call.wholes(0);
        if (Arrays.stream(sizes).anyMatch(size -> size < 0)) {
            throw call.undecided("asks for a negative size");
        }
        return call.result(type, LongStream.of(sizes).mapToObj(Dim::of).toList());
    }

    private static List<Fact> range(Call call) {
        double start = first(call, 0);
        double steps = Math.ceil((first(call, 1) - start) / first(call, 2));
        if (!(steps >= 0 && steps <= Integer.MAX_VALUE)) {
            throw call.undecided("counts " + steps + " steps");
        }
        return call.result(call.type(0), List.of(Dim.of((long) steps)));
    }

    private static double first(Call call, int index) {
        double[] values = call.needed(index);
        if (values.length == 0) {
            throw call.undecided("has an empty input");
        }
        return values[0];
    }
}
