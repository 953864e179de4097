package org.lanewise.tuner.models.shapes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lanewise.tuner.models.graph.ElementType;
import org.lanewise.tuner.models.graph.Graph;
import org.lanewise.tuner.models.graph.ModelException;
import org.lanewise.tuner.models.graph.Node;
import org.lanewise.tuner.models.graph.UnreadableTensorException;
import org.lanewise.tuner.models.graph.ValueInfo;

/** Walks through a model's nodes and finds out what is known of each value. */
public final class Inference {
    /** Loops inside loops are looked at several times each. */
    private static final int MOST_STEPS = 1_000_000;

    /** What to make of the sizes that a file names for values between its nodes. */
    public enum Infos {
        /** They are as good as those that follow from the nodes, and must agree with them. */
        BELIEVED,
        /** The nodes know better; the file tells where they do not. */
        WHERE_UNKNOWN,
        /** They are those of other inputs. */
        IGNORED
    }

    private final Infos infos;
    private final IdentityHashMap<Graph, Inferred> bodies = new IdentityHashMap<>();
    private int steps;

    private Inference(Infos infos) {
        this.infos = infos;
    }

    /**
     * What is known of a model's values.
     *
     * @param inputs what is known of its inputs, by name
     * @param infos what to make of the sizes that the file names for values in between
     * @throws ModelException if nodes read what nothing makes, or depend on themselves
     */
    public static Inferred infer(Graph graph, Map<String, Fact> inputs, Infos infos) {
        return new Inference(infos).graph(graph, Optional.empty(), inputs);
    }

    /**
     * What is known of a graph's values.
     *
     * @param around the graph around it
     * @param inputs what is known of its inputs, by name
     */
    Inferred graph(Graph graph, Optional<Inferred> around, Map<String, Fact> inputs) {
        Map<String, Fact> facts = new HashMap<>(inputs);
        graph.constants().forEach((name, tensor) -> facts.put(name, Fact.of(tensor)));
        List<Node> order = Ordering.of(graph);
        List<Inferred> inside = new ArrayList<>();
        Inferred inferred = new Inferred(graph, order, facts, around, inside);
        for (Node node : order) {
            List<Fact> outputs = outputs(node, inferred);
            for (int i = 0; i < node.outputs().size(); i++) {
                String name = node.outputs().get(i);
                facts.put(name, declared(graph, name, at(node, outputs, i)));
            }
            node.bodies().forEach(body -> inside.add(seen(body, node, inferred)));
        }
        requireOutputs(inferred);
        bodies.put(graph, inferred);
        return inferred;
    }

    /** A body whose node could not be told is looked through all the same. */
    private Inferred seen(Graph body, Node node, Inferred inferred) {
        Inferred known = bodies.get(body);
        if (known != null) {
            return known;
        }
        Fact unknown =
                Fact.unknown(
                        new Cause.Undecided(node.words() + " hands in values of unknown sizes"));
        Map<String, Fact> inputs = new HashMap<>();
        body.inputs().forEach(input -> inputs.put(input.name(), unknown));
        return graph(body, Optional.of(inferred), inputs);
    }

    private static void requireOutputs(Inferred inferred) {
        for (String output : inferred.graph().outputs()) {
            if (inferred.fact(output).isEmpty()) {
                throw new ModelException("Nothing in the model makes its output '" + output + "'.");
            }
        }
    }

    private static Fact at(Node node, List<Fact> outputs, int index) {
        return index < outputs.size()
                ? outputs.get(index)
                : Fact.unknown(
                        new Cause.Undecided(
                                node.words() + " has an output whose sizes are not known here"));
    }

    private List<Fact> outputs(Node node, Inferred inferred) {
        if (++steps > MOST_STEPS) {
            throw new ModelException(
                    "The model's loops and branches are too deep inside each other, at "
                            + node.words()
                            + ".");
        }
        Call call = call(node, inferred);
        try {
            List<Fact> outputs = new ArrayList<>(new Bodies(this, inferred).infer(call));
            outputs.replaceAll(fact -> sound(call, fact));
            return folded(call, outputs);
        } catch (UndecidedException undecided) {
            return unknown(call, undecided.cause());
        } catch (ArithmeticException overflow) {
            return unknown(call, new Cause.Undecided(node.words() + " has sizes that overflow"));
        }
    }

    private static List<Fact> unknown(Call call, Cause cause) {
        return call.everywhere(Fact.unknown(cause));
    }

    private static Call call(Node node, Inferred inferred) {
        List<Optional<Fact>> inputs = new ArrayList<>();
        for (String input : node.inputs()) {
            if (input.isEmpty()) {
                inputs.add(Optional.empty());
                continue;
            }
            Optional<Fact> fact = inferred.fact(input);
            if (fact.isEmpty()) {
                throw new ModelException(
                        node.words() + " reads '" + input + "', which nothing in the model makes.");
            }
            inputs.add(fact);
        }
        return new Call(node, inputs);
    }

    private static Fact sound(Call call, Fact fact) {
        if (fact.shape() instanceof Shape.Ranked(List<Dim> dims)
                && dims.stream().anyMatch(dim -> dim instanceof Dim.Known(long size) && size < 0)) {
            throw call.undecided("would have an output of " + fact.shape().words());
        }
        return fact;
    }

    /** An unreadable constant is as good as one that is computed at run time. */
    private static List<Fact> folded(Call call, List<Fact> outputs) {
        try {
            return Folding.fold(call, outputs);
        } catch (UndecidedException | UnreadableTensorException open) {
            return outputs;
        }
    }

    /** What the file says of the value, where the rules do not know; both must agree. */
    private Fact declared(Graph graph, String name, Fact fact) {
        ValueInfo info = graph.infos().get(name);
        if (info == null || infos == Infos.IGNORED) {
            return fact;
        }
        ElementType type = fact.type() == ElementType.UNKNOWN ? info.type() : fact.type();
        Shape shape =
                info.sizes()
                        .map(sizes -> Declared.joined(name, fact.shape(), sizes, infos))
                        .orElse(fact.shape());
        return new Fact(type, Objects.requireNonNull(shape), fact.constant());
    }
}
