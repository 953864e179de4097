package org.lanewise.tuner.models.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the bodies of local functions where they are called. A node of a body is then named {@code
 * call/node}, and each of its values is a value of that call alone.
 */
public final class Inliner {
    /** Calls inside calls; ONNX forbids a function to call itself. */
    private static final int DEEPEST = 64;

    /**
     * Real models have thousands of nodes; a few functions that call each other make any number.
     */
    private static final int MOST_NODES = 200_000;

    private final Map<Function.Key, Function> functions;
    private int nodes;
    private int calls;

    private Inliner(Map<Function.Key, Function> functions) {
        this.functions = functions;
    }

    /**
     * The graph of a model without calls.
     *
     * @throws ModelException if functions call themselves or grow beyond all measure
     */
    public static Graph inline(Model model) {
        return model.functions().isEmpty()
                ? model.graph()
                : new Inliner(model.functions()).graph(model.graph(), 0);
    }

    private Graph graph(Graph graph, int depth) {
        Map<String, ValueInfo> infos = new HashMap<>(graph.infos());
        List<Node> flat = new ArrayList<>();
        for (Node node : graph.nodes()) {
            add(node, flat, infos, depth);
        }
        return new Graph(flat, graph.constants(), graph.inputs(), graph.outputs(), infos);
    }

    private void add(Node node, List<Node> flat, Map<String, ValueInfo> infos, int depth) {
        if (++nodes > MOST_NODES) {
            throw new ModelException(
                    "The model's functions call each other until there are more than "
                            + MOST_NODES
                            + " nodes; that many are not read.");
        }
        Function function = functions.get(Function.Key.of(node));
        if (function == null) {
            flat.add(withBodies(node, depth));
            return;
        }
        if (depth == DEEPEST) {
            throw new ModelException(
                    "The function of "
                            + node.words()
                            + " calls itself, or functions call each other more than "
                            + DEEPEST
                            + " deep; ONNX allows no function that calls itself.");
        }
        Call call = new Call(node, function, "call" + ++calls + ":");
        call.infos().forEach(info -> infos.put(info.name(), info));
        for (Node inner : function.nodes()) {
            add(call.moved(inner), flat, infos, depth + 1);
        }
    }

    private Node withBodies(Node node, int depth) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        node.attributes().forEach((name, value) -> attributes.put(name, withBodies(value, depth)));
        return new Node(
                node.name(),
                node.domain(),
                node.operator(),
                node.overload(),
                node.opset(),
                node.inputs(),
                node.outputs(),
                attributes);
    }

    private Attribute withBodies(Attribute attribute, int depth) {
        return attribute instanceof Attribute.Body(Graph body)
                ? new Attribute.Body(graph(body, depth))
                : attribute;
    }

    /** One call: names of the body become names of the caller. */
    private static final class Call {
        private final Node node;
        private final Function function;
        private final String prefix;
        private final Map<String, String> names = new HashMap<>();

        Call(Node node, Function function, String prefix) {
            this.node = node;
            this.function = function;
            this.prefix = prefix;
            for (int i = 0; i < function.inputs().size(); i++) {
                names.putIfAbsent(function.inputs().get(i), node.input(i));
            }
            int results = Math.min(function.outputs().size(), node.outputs().size());
            for (int i = 0; i < results; i++) {
                if (!node.outputs().get(i).isEmpty()) {
                    names.putIfAbsent(function.outputs().get(i), node.outputs().get(i));
                }
            }
        }

        private String moved(String value) {
            return value.isEmpty() ? "" : names.computeIfAbsent(value, own -> prefix + own);
        }

        private List<String> moved(List<String> values) {
            return values.stream().map(this::moved).toList();
        }

        List<ValueInfo> infos() {
            return function.infos().values().stream().map(this::moved).toList();
        }

        private ValueInfo moved(ValueInfo info) {
            return new ValueInfo(moved(info.name()), info.type(), info.sizes());
        }

        Node moved(Node inner) {
            return new Node(
                    node.calledName() + "/" + inner.calledName(),
                    inner.domain(),
                    inner.operator(),
                    inner.overload(),
                    inner.opset(),
                    moved(inner.inputs()),
                    moved(inner.outputs()),
                    attributes(inner));
        }

        private Map<String, Attribute> attributes(Node inner) {
            Map<String, Attribute> attributes = new LinkedHashMap<>();
            inner.attributes()
                    .forEach((name, value) -> {
                        Attribute bound = bound(value);
                        if (bound != null) {
                            attributes.put(name, bound);
                        }
                    });
            return attributes;
        }

        /** Null for an attribute that neither the call nor the function has a value for. */
        private @Nullable Attribute bound(Attribute attribute) {
            return switch (attribute) {
                case Attribute.OfCall(String name) ->
                        node.attributes().getOrDefault(name, function.defaults().get(name));
                case Attribute.Body(Graph graph) -> new Attribute.Body(moved(graph));
                case Attribute.Whole value -> value;
                case Attribute.Wholes value -> value;
                case Attribute.Real value -> value;
                case Attribute.Reals value -> value;
                case Attribute.Text value -> value;
                case Attribute.Constant value -> value;
                case Attribute.Other value -> value;
            };
        }

        private Graph moved(Graph graph) {
            Map<String, Tensor> constants = new HashMap<>();
            graph.constants().forEach((name, tensor) -> constants.put(moved(name), tensor));
            Map<String, ValueInfo> infos = new HashMap<>();
            graph.infos().forEach((name, info) -> infos.put(moved(name), moved(info)));
            return new Graph(
                    graph.nodes().stream().map(this::moved).toList(),
                    constants,
                    graph.inputs().stream().map(this::moved).toList(),
                    moved(graph.outputs()),
                    infos);
        }
    }
}
