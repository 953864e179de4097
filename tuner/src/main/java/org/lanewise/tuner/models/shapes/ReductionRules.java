package org.lanewise.tuner.models.shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lanewise.tuner.models.graph.ElementType;

/** Operators that add up along dimensions. */
final class ReductionRules {
    private static final List<String> REDUCTIONS =
            List.of(
                    "ReduceL1",
                    "ReduceL2",
                    "ReduceLogSum",
                    "ReduceLogSumExp",
                    "ReduceMax",
                    "ReduceMean",
                    "ReduceMin",
                    "ReduceProd",
                    "ReduceSum",
                    "ReduceSumSquare");

    private ReductionRules() {}

    static void add(Map<String, Rule> rules) {
        REDUCTIONS.forEach(operator -> rules.put(operator, ReductionRules::reduce));
        rules.put("ArgMax", ReductionRules::argument);
        rules.put("ArgMin", ReductionRules::argument);
        rules.put("TopK", ReductionRules::topK);
        rules.put("MatMul", call -> product(call, call.type(0)));
        rules.put("MatMulInteger", call -> product(call, ElementType.INT32));
        rules.put("Gemm", ReductionRules::gemm);
    }

    private static List<Fact> reduce(Call call) {
        int rank = call.rank(0);
        Optional<long[]> said = call.wholes("axes", 1);
        boolean none = said.isEmpty() || said.get().length == 0;
        if (none && call.node().whole("noop_with_empty_axes", 0) != 0) {
            return call.result(call.type(0), call.dims(0));
        }
        int[] axes = none ? IntStream.range(0, rank).toArray() : call.axes(said.get(), rank);
        return call.result(call.type(0), without(call, axes));
    }

    private static List<Dim> without(Call call, int[] axes) {
        boolean kept = call.node().whole("keepdims", 1) != 0;
        List<Dim> in = call.dims(0);
        List<Dim> out = new ArrayList<>();
        for (int axis = 0; axis < in.size(); axis++) {
            int here = axis;
            if (IntStream.of(axes).noneMatch(other -> other == here)) {
                out.add(in.get(axis));
            } else if (kept) {
                out.add(Dim.of(1));
            }
        }
        return out;
    }

    private static List<Fact> argument(Call call) {
        int axis = call.axis(call.node().whole("axis", 0), call.rank(0));
        return call.result(ElementType.INT64, without(call, new int[] {axis}));
    }

    private static List<Fact> topK(Call call) {
        List<Dim> out = new ArrayList<>(call.dims(0));
        int axis = call.axis(call.node().whole("axis", -1), out.size());
        long[] most = call.wholes(1);
        if (most.length != 1) {
            throw call.undecided("does not say how many elements it keeps");
        }
        out.set(axis, Dim.of(most[0]));
        return List.of(Fact.of(call.type(0), out), Fact.of(ElementType.INT64, out));
    }

    private static List<Fact> product(Call call, ElementType type) {
        List<Dim> a = call.dims(0);
        List<Dim> b = call.dims(1);
        if (a.isEmpty() || b.isEmpty()) {
            throw call.undecided("multiplies a single number");
        }
        List<Dim> left = a.size() == 1 ? List.of() : a.subList(0, a.size() - 2);
        List<Dim> right = b.size() == 1 ? List.of() : b.subList(0, b.size() - 2);
        List<Dim> out = new ArrayList<>(Elementwise.broadcast(call, left, right));
        if (a.size() > 1) {
            out.add(a.get(a.size() - 2));
        }
        if (b.size() > 1) {
            out.add(b.getLast());
        }
        return call.result(type, out);
    }

    private static List<Fact> gemm(Call call) {
        if (call.rank(0) != 2 || call.rank(1) != 2) {
            throw call.undecided("multiplies what are no matrices");
        }
        int rows = call.node().whole("transA", 0) == 0 ? 0 : 1;
        int columns = call.node().whole("transB", 0) == 0 ? 1 : 0;
        return call.result(
                call.type(0), List.of(call.dims(0).get(rows), call.dims(1).get(columns)));
    }
}
