package org.lanewise.tuner.models.shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lanewise.tuner.models.graph.ElementType;

/** Operators whose outputs have the sizes of their inputs, alone or broadcast. */
final class Elementwise {
    private static final List<String> OF_ONE =
            List.of(
                    "Abs",
                    "Acos",
                    "Acosh",
                    "Asin",
                    "Asinh",
                    "Atan",
                    "Atanh",
                    "BatchNormalization",
                    "Bernoulli",
                    "BitwiseNot",
                    "Ceil",
                    "Celu",
                    "Clip",
                    "Cos",
                    "Cosh",
                    "CumSum",
                    "Dropout",
                    "Elu",
                    "Erf",
                    "Exp",
                    "Floor",
                    "Gelu",
                    "GroupNormalization",
                    "HardSigmoid",
                    "HardSwish",
                    "Hardmax",
                    "Identity",
                    "InstanceNormalization",
                    "LRN",
                    "LayerNormalization",
                    "LeakyRelu",
                    "Log",
                    "LogSoftmax",
                    "LpNormalization",
                    "MeanVarianceNormalization",
                    "Mish",
                    "Neg",
                    "Not",
                    "PRelu",
                    "RMSNormalization",
                    "Reciprocal",
                    "Relu",
                    "Round",
                    "Selu",
                    "Shrink",
                    "Sigmoid",
                    "Sign",
                    "Sin",
                    "Sinh",
                    "Softmax",
                    "Softplus",
                    "Softsign",
                    "Sqrt",
                    "Swish",
                    "Tan",
                    "Tanh",
                    "ThresholdedRelu",
                    "Trilu",
                    "ScatterElements",
                    "ScatterND",
                    "ReverseSequence");
    private static final List<String> OF_SEVERAL =
            List.of(
                    "Add",
                    "BitShift",
                    "BitwiseAnd",
                    "BitwiseOr",
                    "BitwiseXor",
                    "Div",
                    "Max",
                    "Mean",
                    "Min",
                    "Mod",
                    "Mul",
                    "Pow",
                    "Sub",
                    "Sum");
    private static final List<String> TESTS =
            List.of(
                    "And",
                    "Equal",
                    "Greater",
                    "GreaterOrEqual",
                    "Less",
                    "LessOrEqual",
                    "Or",
                    "Xor");

    private Elementwise() {}

    static void add(Map<String, Rule> rules) {
        OF_ONE.forEach(operator -> rules.put(operator, Elementwise::same));
        OF_SEVERAL.forEach(
                operator -> rules.put(operator, call -> broadcast(call, 0, call.type(0))));
        TESTS.forEach(
                operator -> rules.put(operator, call -> broadcast(call, 0, ElementType.BOOL)));
        rules.put("Where", call -> broadcast(call, 0, call.type(1)));
        rules.put("IsNaN", call -> call.result(ElementType.BOOL, call.dims(0)));
        rules.put("IsInf", call -> call.result(ElementType.BOOL, call.dims(0)));
        rules.put("Cast", Elementwise::cast);
        rules.put("CastLike", call -> call.result(call.type(1), call.dims(0)));
        rules.put("QuantizeLinear", Elementwise::quantized);
        rules.put("DequantizeLinear", call -> call.result(call.type(1), call.dims(0)));
        rules.put("DynamicQuantizeLinear", Elementwise::dynamicallyQuantized);
    }

    private static List<Fact> same(Call call) {
        return call.result(call.type(0), call.dims(0));
    }

    private static List<Fact> cast(Call call) {
        ElementType type = ElementType.of((int) call.node().whole("to", 0));
        return call.result(type, call.dims(0));
    }

    private static List<Fact> quantized(Call call) {
        return call.result(call.has(2) ? call.type(2) : ElementType.UINT8, call.dims(0));
    }

    private static List<Fact> dynamicallyQuantized(Call call) {
        return List.of(
                Fact.of(ElementType.UINT8, call.dims(0)),
                Fact.of(call.type(0), List.of()),
                Fact.of(ElementType.UINT8, List.of()));
    }

    /** All inputs from one on, as NumPy stretches them. */
    private static List<Fact> broadcast(Call call, int from, ElementType type) {
        List<Dim> out = call.dims(from);
        for (int i = from + 1; i < call.inputs().size(); i++) {
            out = broadcast(call, out, call.dims(i));
        }
        return call.result(type, out);
    }

    static List<Dim> broadcast(Call call, List<Dim> a, List<Dim> b) {
        int rank = Math.max(a.size(), b.size());
        List<Dim> out = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            out.add(met(call, at(a, axis - rank + a.size()), at(b, axis - rank + b.size())));
        }
        return out;
    }

    private static Dim at(List<Dim> dims, int axis) {
        return axis < 0 ? Dim.of(1) : dims.get(axis);
    }

    private static Dim met(Call call, Dim a, Dim b) {
        if (a.is(1) || a.equals(b)) {
            return b;
        }
        if (b.is(1)) {
            return a;
        }
        if (a instanceof Dim.Known(long one) && b instanceof Dim.Known(long other)) {
            throw call.undecided("meets sizes " + one + " and " + other + ", which do not fit");
        }
        // An open size that meets a number other than 1 can only be 1 or that number.
        return a instanceof Dim.Known ? a : b;
    }
}
