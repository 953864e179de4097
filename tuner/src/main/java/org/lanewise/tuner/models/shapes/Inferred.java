package org.lanewise.tuner.models.shapes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanewise.tuner.models.graph.Graph;
import org.lanewise.tuner.models.graph.Node;

/**
 * A graph and what is known of its values.
 *
 * @param graph the graph
 * @param order its nodes, each behind those whose values it reads
 * @param facts what is known of its own values
 * @param around the graph that it is inside of
 * @param bodies the graphs inside its nodes
 */
public record Inferred(
        Graph graph,
        List<Node> order,
        Map<String, Fact> facts,
        Optional<Inferred> around,
        List<Inferred> bodies) {

    /** What is known of a value of this graph, or of one around it. */
    public Optional<Fact> fact(String value) {
        Fact own = facts.get(value);
        return own != null ? Optional.of(own) : around.flatMap(outer -> outer.fact(value));
    }
}
