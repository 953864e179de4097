package org.lanewise.tuner.models.shapes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanewise.tuner.models.graph.Attribute;
import org.lanewise.tuner.models.graph.ElementType;
import org.lanewise.tuner.models.graph.Graph;
import org.lanewise.tuner.models.graph.Node;
import org.lanewise.tuner.models.graph.ValueInfo;

/** Operators with graphs inside; the others are left to {@link Rules}. */
final class Bodies {
    /** Until then sizes that change from one round to the next have all been found. */
    private static final int MOST_ROUNDS = 4;

    private final Inference inference;
    private final Inferred around;

    Bodies(Inference inference, Inferred around) {
        this.inference = inference;
        this.around = around;
    }

    List<Fact> infer(Call call) {
        Node node = call.node();
        if (node.is("If")) {
            return branch(call);
        }
        if (node.is("Loop")) {
            return loop(call);
        }
        if (node.is("Scan") && node.opset() >= 9) {
            return scan(call);
        }
        return Rules.infer(call);
    }

    /** The facts of a body's outputs. */
    private List<Fact> body(Graph graph, List<Fact> inputs, Cause missing) {
        Map<String, Fact> named = new HashMap<>();
        for (int i = 0; i < graph.inputs().size(); i++) {
            ValueInfo input = graph.inputs().get(i);
            Fact fact = i < inputs.size() ? inputs.get(i) : Fact.unknown(missing);
            named.put(input.name(), typed(fact, input.type()));
        }
        Inferred inferred = inference.graph(graph, Optional.of(around), named);
        return graph.outputs().stream()
                .map(name -> inferred.fact(name).orElseGet(() -> Fact.unknown(missing)))
                .toList();
    }

    private static Fact typed(Fact fact, ElementType declared) {
        return fact.type() == ElementType.UNKNOWN
                ? new Fact(declared, fact.shape(), fact.constant())
                : fact;
    }

    private static Graph graph(Call call, String attribute) {
        if (call.node().attributes().get(attribute) instanceof Attribute.Body(Graph graph)) {
            return graph;
        }
        throw call.undecided("lacks its " + attribute);
    }

    private List<Fact> branch(Call call) {
        Cause changing =
                new Cause.Undecided(call.node().words() + " has branches of different sizes");
        List<Fact> yes = body(graph(call, "then_branch"), List.of(), changing);
        List<Fact> no = body(graph(call, "else_branch"), List.of(), changing);
        Optional<double[]> condition = call.values(0).filter(values -> values.length == 1);
        if (condition.isPresent()) {
            return condition.get()[0] == 0 ? no : yes;
        }
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < Math.min(yes.size(), no.size()); i++) {
            facts.add(widened(yes.get(i), no.get(i), changing).varying());
        }
        return facts;
    }

    /** What holds of both. */
    private static Fact widened(Fact a, Fact b, Cause cause) {
        return new Fact(
                a.type() == b.type() ? a.type() : ElementType.UNKNOWN,
                widened(a.shape(), b.shape(), cause),
                Optional.empty());
    }

    private static Shape widened(Shape a, Shape b, Cause cause) {
        if (!(a instanceof Shape.Ranked(List<Dim> one))) {
            return a;
        }
        if (!(b instanceof Shape.Ranked(List<Dim> other))) {
            return b;
        }
        if (one.size() != other.size()) {
            return new Shape.Unranked(cause);
        }
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < one.size(); axis++) {
            dims.add(widened(one.get(axis), other.get(axis), cause));
        }
        return new Shape.Ranked(List.copyOf(dims));
    }

    private static Dim widened(Dim a, Dim b, Cause cause) {
        if (a instanceof Dim.Open) {
            return a;
        }
        return a.equals(b) ? a : b instanceof Dim.Open ? b : new Dim.Open(cause);
    }

    private List<Fact> loop(Call call) {
        Graph body = graph(call, "body");
        Cause changing =
                new Cause.Undecided(
                        call.node().words() + " changes the sizes of a value as it goes round");
        List<Fact> carried = new ArrayList<>();
        for (int i = 2; i < call.inputs().size(); i++) {
            carried.add(call.input(i).varying());
        }
        List<Fact> first =
                List.of(
                        Fact.of(ElementType.INT64, List.of()),
                        Fact.of(ElementType.BOOL, List.of()));
        List<Fact> outputs = rounds(body, first, carried, List.of(), 1, changing);
        List<Fact> facts = new ArrayList<>(carried);
        for (int i = 1 + carried.size(); i < outputs.size(); i++) {
            facts.add(collected(outputs.get(i), 0, open(call)));
        }
        return facts;
    }

    private static Dim open(Call call) {
        return new Dim.Open(
                new Cause.Undecided(call.node().words() + " goes round as often as data says"));
    }

    /**
     * Looks at a body until what it hands on to its next round is what it got.
     *
     * @param before inputs before those that are handed on
     * @param carried what is handed on; changed to what holds in every round
     * @param behind inputs behind them
     * @param skipped outputs before those that are handed on
     */
    private List<Fact> rounds(
            Graph body,
            List<Fact> before,
            List<Fact> carried,
            List<Fact> behind,
            int skipped,
            Cause changing) {
        for (int round = 0; ; round++) {
            List<Fact> inputs = new ArrayList<>(before);
            inputs.addAll(carried);
            inputs.addAll(behind);
            List<Fact> outputs = body(body, inputs, changing);
            List<Fact> wider = new ArrayList<>();
            for (int i = 0; i < carried.size(); i++) {
                Fact handedOn =
                        i + skipped < outputs.size()
                                ? outputs.get(i + skipped)
                                : Fact.unknown(changing);
                wider.add(
                        round < MOST_ROUNDS
                                ? widened(carried.get(i), handedOn, changing)
                                : Fact.unknown(changing));
            }
            if (wider.equals(carried) || round > MOST_ROUNDS) {
                return outputs;
            }
            for (int i = 0; i < carried.size(); i++) {
                carried.set(i, wider.get(i));
            }
        }
    }

    private static Fact collected(Fact fact, int axis, Dim rounds) {
        if (!(fact.shape() instanceof Shape.Ranked(List<Dim> dims)) || axis > dims.size()) {
            return fact.varying();
        }
        List<Dim> all = new ArrayList<>(dims);
        all.add(axis, rounds);
        return Fact.of(fact.type(), all);
    }

    private List<Fact> scan(Call call) {
        Graph body = graph(call, "body");
        long scanned = call.node().whole("num_scan_inputs", 0);
        if (scanned < 1 || scanned > call.inputs().size()) {
            throw call.undecided("has " + scanned + " inputs to go through");
        }
        int states = call.inputs().size() - (int) scanned;
        List<Long> axes = call.node().wholes("scan_input_axes", List.of());
        List<Fact> carried = new ArrayList<>();
        for (int i = 0; i < states; i++) {
            carried.add(call.input(i).varying());
        }
        List<Fact> slices = new ArrayList<>();
        Dim length = open(call);
        for (int i = 0; i < scanned; i++) {
            List<Dim> dims = new ArrayList<>(call.dims(states + i));
            int axis = call.axis(i < axes.size() ? axes.get(i) : 0, dims.size());
            length = dims.remove(axis);
            slices.add(Fact.of(call.type(states + i), dims));
        }
        Cause changing =
                new Cause.Undecided(
                        call.node().words() + " changes the sizes of a value as it goes on");
        List<Fact> outputs = rounds(body, List.of(), carried, slices, 0, changing);
        List<Long> outAxes = call.node().wholes("scan_output_axes", List.of());
        List<Fact> facts = new ArrayList<>(carried);
        for (int i = states; i < outputs.size(); i++) {
            int rank = outputs.get(i).shape() instanceof Shape.Ranked(List<Dim> d) ? d.size() : 0;
            long axis = i - states < outAxes.size() ? outAxes.get(i - states) : 0;
            facts.add(collected(outputs.get(i), call.axis(axis, rank + 1), length));
        }
        return facts;
    }
}
