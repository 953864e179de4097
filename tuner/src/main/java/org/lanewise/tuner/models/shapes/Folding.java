package org.lanewise.tuner.models.shapes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.lanewise.tuner.models.graph.Attribute;
import org.lanewise.tuner.models.graph.ElementType;
import org.lanewise.tuner.models.graph.Tensor;

/** Computes the constants that sizes are made of, and passes weights on. */
final class Folding {
    private static final Map<String, DoubleBinaryOperator> OF_TWO =
            Map.ofEntries(
                    Map.entry("Add", Double::sum),
                    Map.entry("Sub", (a, b) -> a - b),
                    Map.entry("Mul", (a, b) -> a * b),
                    Map.entry("Div", (a, b) -> a / b),
                    Map.entry("Max", Math::max),
                    Map.entry("Min", Math::min),
                    Map.entry("Pow", Math::pow),
                    Map.entry("Equal", (a, b) -> a == b ? 1 : 0),
                    Map.entry("Less", (a, b) -> a < b ? 1 : 0),
                    Map.entry("Greater", (a, b) -> a > b ? 1 : 0),
                    Map.entry("LessOrEqual", (a, b) -> a <= b ? 1 : 0),
                    Map.entry("GreaterOrEqual", (a, b) -> a >= b ? 1 : 0),
                    Map.entry("And", (a, b) -> a * b),
                    Map.entry("Or", Math::max));

    private static final Map<String, DoubleUnaryOperator> OF_ONE =
            Map.of(
                    "Floor", Math::floor,
                    "Ceil", Math::ceil,
                    "Round", Math::rint,
                    "Sqrt", Math::sqrt,
                    "Neg", a -> -a,
                    "Abs", Math::abs,
                    "Not", a -> 1 - a);

    private final Call call;
    private final Fact fact;

    private Folding(Call call, Fact fact) {
        this.call = call;
        this.fact = fact;
    }

    /** What is known of a node's outputs, with the elements of those that are constants. */
    static List<Fact> fold(Call call, List<Fact> outputs) {
        if (call.node().is("Split")) {
            return split(call, outputs);
        }
        List<Fact> folded = new ArrayList<>(outputs);
        if (!outputs.isEmpty() && outputs.getFirst().constant().isEmpty()) {
            Fact fact = outputs.getFirst();
            folded.set(0, new Fact(fact.type(), fact.shape(), fold(call, fact)));
        }
        return folded;
    }

    /** Parts of a list. */
    private static List<Fact> split(Call call, List<Fact> outputs) {
        Optional<double[]> whole = call.rank(0) == 1 ? call.values(0) : Optional.empty();
        List<Fact> folded = new ArrayList<>();
        int from = 0;
        for (Fact part : outputs) {
            Optional<List<Long>> sizes = part.shape().sizes();
            if (whole.isEmpty() || sizes.isEmpty()) {
                return outputs;
            }
            int to = (int) Math.min(from + count(sizes.get()), whole.get().length);
            double[] values = Arrays.copyOfRange(whole.get(), from, to);
            folded.add(Fact.of(Tensor.of(part.type(), sizes.get(), values)));
            from = to;
        }
        return folded;
    }

    private static Optional<Tensor> fold(Call call, Fact fact) {
        if (!call.node().domain().isEmpty()) {
            return Optional.empty();
        }
        Optional<Tensor> moved = passedOn(call, fact);
        if (moved.isPresent()) {
            return moved;
        }
        Optional<List<Long>> sizes = fact.shape().sizes();
        if (sizes.isEmpty() || count(sizes.get()) > Call.MOST_ELEMENTS) {
            return Optional.empty();
        }
        return new Folding(call, fact)
                .computed(sizes.get())
                .map(values -> Tensor.of(fact.type(), sizes.get(), held(fact.type(), values)));
    }

    private static double[] held(ElementType type, double[] values) {
        return Arrays.stream(values).map(type::held).toArray();
    }

    private static long count(List<Long> sizes) {
        return sizes.stream().reduce(1L, Math::multiplyExact);
    }

    /** Tensors of any size whose elements are those of an input. */
    private static Optional<Tensor> passedOn(Call call, Fact fact) {
        if (!call.has(0) || call.input(0).constant().isEmpty()) {
            return Optional.empty();
        }
        Tensor from = call.input(0).constant().get();
        return switch (call.node().operator()) {
            case "Identity" -> Optional.of(from);
            case "Cast", "CastLike" -> Optional.of(from.cast(fact.type()));
            case "Reshape", "Squeeze", "Unsqueeze", "Flatten" ->
                    fact.shape()
                            .sizes()
                            .filter(sizes -> count(sizes) == from.count())
                            .map(from::reshaped);
            case "Transpose" ->
                    Optional.of(from.transposed(LayoutRules.order(call, from.dims().size())));
            default -> Optional.empty();
        };
    }

    private Optional<double[]> computed(List<Long> sizes) {
        String operator = call.node().operator();
        return switch (operator) {
            case "Shape" -> shape();
            case "Size" -> call.input(0).shape().sizes().map(all -> new double[] {count(all)});
            case "ConstantOfShape" -> Optional.of(filled((int) count(sizes)));
            case "Gather" -> gather();
            case "Slice" -> slice();
            case "Concat" -> concat();
            case "Range" -> range();
            case "Expand" -> call.values(0).map(values -> stretched(values, dims(0), sizes));
            case "Where" -> where(sizes);
            case "ReduceProd" -> reduced(sizes, (a, b) -> a * b);
            case "ReduceSum" -> reduced(sizes, Double::sum);
            case "ReduceMax" -> reduced(sizes, Math::max);
            case "ReduceMin" -> reduced(sizes, Math::min);
            default ->
                    OF_TWO.containsKey(operator)
                            ? ofTwo(OF_TWO.get(operator), sizes)
                            : ofOne(OF_ONE.get(operator));
        };
    }

    private Optional<double[]> shape() {
        int rank = call.rank(0);
        int from = SourceRules.start(call, rank);
        int to = Math.max(from, SourceRules.end(call, rank));
        return new Shape.Ranked(call.dims(0).subList(from, to))
                .sizes()
                .map(sizes -> sizes.stream().mapToDouble(Long::doubleValue).toArray());
    }

    private double[] filled(int count) {
        double value = 0;
        if (call.node().attributes().get("value") instanceof Attribute.Constant(Tensor tensor)
                && tensor.dims().equals(List.of(1L))) {
            value = tensor.values()[0];
        }
        double[] values = new double[count];
        Arrays.fill(values, value);
        return values;
    }

    /** Of a list; what is cut out of larger tensors is no size. */
    private Optional<double[]> gather() {
        Optional<double[]> from = call.values(0);
        Optional<double[]> places = call.values(1);
        if (from.isEmpty() || places.isEmpty() || call.rank(0) != 1) {
            return Optional.empty();
        }
        double[] values = from.get();
        return Optional.of(
                Arrays.stream(places.get())
                        .map(place -> values[call.axis((long) place, values.length)])
                        .toArray());
    }

    private Optional<double[]> slice() {
        Optional<double[]> from = call.values(0);
        Slices slices = Slices.of(call);
        if (from.isEmpty() || call.rank(0) != 1 || slices.axes().length != 1) {
            return Optional.empty();
        }
        int size = from.get().length;
        double[] cut = new double[(int) slices.count(0, size)];
        for (int i = 0; i < cut.length; i++) {
            cut[i] = from.get()[(int) (slices.first(0, size) + i * slices.steps()[0])];
        }
        return Optional.of(cut);
    }

    private Optional<double[]> concat() {
        if (call.rank(0) != 1) {
            return Optional.empty();
        }
        double[] joined = new double[0];
        for (int i = 0; i < call.inputs().size(); i++) {
            Optional<double[]> next = call.values(i);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            int behind = joined.length;
            joined = Arrays.copyOf(joined, behind + next.get().length);
            System.arraycopy(next.get(), 0, joined, behind, next.get().length);
        }
        return Optional.of(joined);
    }

    private Optional<double[]> range() {
        double start = call.needed(0)[0];
        double step = call.needed(2)[0];
        double[] values = new double[(int) count(fact.shape().sizes().orElse(List.of(0L)))];
        for (int i = 0; i < values.length; i++) {
            values[i] = start + i * step;
        }
        return Optional.of(values);
    }

    private Optional<double[]> ofOne(@Nullable DoubleUnaryOperator change) {
        return change == null
                ? Optional.empty()
                : call.values(0).map(values -> Arrays.stream(values).map(change).toArray());
    }

    private Optional<double[]> ofTwo(DoubleBinaryOperator change, List<Long> sizes) {
        Optional<double[]> result = call.values(0).map(values -> stretched(values, dims(0), sizes));
        for (int i = 1; i < call.inputs().size(); i++) {
            Optional<double[]> next = call.values(i);
            if (result.isEmpty() || next.isEmpty()) {
                return Optional.empty();
            }
            double[] other = stretched(next.get(), dims(i), sizes);
            double[] own = result.get();
            for (int at = 0; at < own.length; at++) {
                own[at] = fact.type().held(change.applyAsDouble(own[at], other[at]));
            }
        }
        return result;
    }

    private Optional<double[]> where(List<Long> sizes) {
        if (call.values(0).isEmpty() || call.values(1).isEmpty() || call.values(2).isEmpty()) {
            return Optional.empty();
        }
        double[] which = stretched(call.needed(0), dims(0), sizes);
        double[] one = stretched(call.needed(1), dims(1), sizes);
        double[] other = stretched(call.needed(2), dims(2), sizes);
        for (int i = 0; i < one.length; i++) {
            one[i] = which[i] == 0 ? other[i] : one[i];
        }
        return Optional.of(one);
    }

    /** Of a list, to a single number. */
    private Optional<double[]> reduced(List<Long> sizes, DoubleBinaryOperator join) {
        return count(sizes) == 1 && call.rank(0) == 1
                ? call.values(0)
                        .flatMap(
                                values -> Arrays.stream(values).boxed().reduce(join::applyAsDouble))
                        .map(value -> new double[] {value})
                : Optional.empty();
    }

    private List<Long> dims(int index) {
        return call.input(index).constant().map(Tensor::dims).orElse(List.of());
    }

    /** The elements repeated as NumPy does it. */
    private static double[] stretched(double[] values, List<Long> from, List<Long> to) {
        double[] all = new double[(int) count(to)];
        int lead = to.size() - from.size();
        for (int at = 0; at < all.length; at++) {
            long rest = at;
            long place = 0;
            long step = 1;
            for (int axis = to.size() - 1; axis >= 0; axis--) {
                long index = rest % to.get(axis);
                rest /= to.get(axis);
                if (axis >= lead) {
                    long size = from.get(axis - lead);
                    place += size == 1 ? 0 : index * step;
                    step *= size;
                }
            }
            all[at] = values[(int) place];
        }
        return all;
    }
}
