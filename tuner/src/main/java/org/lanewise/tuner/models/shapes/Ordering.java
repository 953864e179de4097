package org.lanewise.tuner.models.shapes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lanewise.tuner.models.graph.Graph;
import org.lanewise.tuner.models.graph.ModelException;
import org.lanewise.tuner.models.graph.Node;

/** Puts each node behind those whose values it reads. */
final class Ordering {
    private final List<Node> nodes;
    private final Map<String, Integer> makers = new HashMap<>();

    private Ordering(Graph graph) {
        nodes = graph.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            for (String output : nodes.get(i).outputs()) {
                if (!output.isEmpty() && makers.putIfAbsent(output, i) != null) {
                    throw new ModelException(
                            nodes.get(i).words()
                                    + " makes the value '"
                                    + output
                                    + "', which another node makes, too.");
                }
            }
        }
    }

    /**
     * The nodes of a graph in order.
     *
     * @throws ModelException if values depend on themselves, or two nodes make the same one
     */
    static List<Node> of(Graph graph) {
        return new Ordering(graph).sorted();
    }

    /** All values that a node reads, those read by graphs inside it included. */
    static Set<String> reads(Node node) {
        Set<String> reads = new TreeSet<>(node.inputs());
        node.bodies().forEach(body -> reads.addAll(body.reads()));
        return reads;
    }

    private List<Node> sorted() {
        int[] waitsFor = new int[nodes.size()];
        List<List<Integer>> readers = new ArrayList<>();
        nodes.forEach(node -> readers.add(new ArrayList<>()));
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < waitsFor.length; i++) {
            Set<Integer> makersOfInputs = makersOf(nodes.get(i));
            waitsFor[i] = makersOfInputs.size();
            for (int maker : makersOfInputs) {
                readers.get(maker).add(i);
            }
            if (waitsFor[i] == 0) {
                ready.add(i);
            }
        }
        List<Node> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            int next = ready.remove();
            order.add(nodes.get(next));
            for (int reader : readers.get(next)) {
                if (--waitsFor[reader] == 0) {
                    ready.add(reader);
                }
            }
        }
        for (int i = 0; i < waitsFor.length; i++) {
            if (waitsFor[i] > 0) {
                throw new ModelException(
                        "The model goes round in a circle: "
                                + nodes.get(i).words()
                                + " waits for a value that waits for it.");
            }
        }
        return inFileOrder(order);
    }

    /** Where the file is in order already, as it should be, its order is kept. */
    private List<Node> inFileOrder(List<Node> order) {
        Set<String> made = new HashSet<>();
        for (Node node : nodes) {
            for (String read : reads(node)) {
                if (makers.containsKey(read) && !made.contains(read)) {
                    return order;
                }
            }
            made.addAll(node.outputs());
        }
        return nodes;
    }

    private Set<Integer> makersOf(Node node) {
        Set<Integer> found = new TreeSet<>();
        for (String read : reads(node)) {
            Integer maker = makers.get(read);
            if (maker != null) {
                found.add(maker);
            }
        }
        return found;
    }
}
