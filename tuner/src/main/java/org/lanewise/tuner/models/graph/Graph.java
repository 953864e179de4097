package org.lanewise.tuner.models.graph;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Nodes and what they read and make.
 *
 * @param nodes in the order of the file
 * @param constants initializers by name
 * @param inputs what comes from outside, initializers not among them
 * @param outputs names of what is handed out
 * @param infos what the file says of values in between
 */
public record Graph(
        List<Node> nodes,
        Map<String, Tensor> constants,
        List<ValueInfo> inputs,
        List<String> outputs,
        Map<String, ValueInfo> infos) {

    /** All values that something in it reads, also those of graphs around it. */
    public Set<String> reads() {
        Set<String> names = new TreeSet<>(outputs);
        for (Node node : nodes) {
            names.addAll(node.inputs());
            node.bodies().forEach(body -> names.addAll(body.reads()));
        }
        return names;
    }
}
