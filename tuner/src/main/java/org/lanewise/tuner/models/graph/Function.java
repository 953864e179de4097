package org.lanewise.tuner.models.graph;

import java.util.List;
import java.util.Map;

/**
 * An operator that a model defines itself.
 *
 * @param inputs names of its parameters
 * @param outputs names of its results
 * @param defaults attributes that a call may leave out
 * @param nodes its body
 * @param infos what the file says of values in its body
 */
public record Function(
        List<String> inputs,
        List<String> outputs,
        Map<String, Attribute> defaults,
        List<Node> nodes,
        Map<String, ValueInfo> infos) {

    /**
     * How a function is called.
     *
     * @param domain whose operator it is
     * @param name the operator
     * @param overload which of several forms, mostly empty
     */
    public record Key(String domain, String name, String overload) {
        /** What a node calls. */
        static Key of(Node node) {
            return new Key(node.domain(), node.operator(), node.overload());
        }
    }
}
