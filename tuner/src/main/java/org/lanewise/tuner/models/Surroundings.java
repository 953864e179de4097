package org.lanewise.tuner.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lanewise.tuner.models.graph.Node;
import org.lanewise.tuner.models.shapes.Fact;
import org.lanewise.tuner.models.shapes.Inferred;

/** A graph, and for each of its values who makes it and who reads it. */
final class Surroundings {
    private final Inferred inferred;
    private final Optional<Surroundings> around;
    private final Map<String, Node> makers = new HashMap<>();
    private final Map<String, List<Node>> readers = new HashMap<>();

    Surroundings(Inferred inferred, Optional<Surroundings> around) {
        this.inferred = inferred;
        this.around = around;
        for (Node node : inferred.order()) {
            node.outputs().forEach(output -> makers.put(output, node));
            TreeSet<String> reads = new TreeSet<>(node.inputs());
            node.bodies().forEach(body -> reads.addAll(body.reads()));
            reads.forEach(
                    read -> readers.computeIfAbsent(read, name -> new ArrayList<>()).add(node));
        }
    }

    Fact fact(String value) {
        return inferred.fact(value)
                .orElseThrow(() -> new RefusedException("nothing makes its value '" + value + "'"));
    }

    /** Who makes a value; empty for constants and inputs. */
    Optional<Node> maker(String value) {
        Node own = makers.get(value);
        if (own != null) {
            return Optional.of(own);
        }
        return inferred.facts().containsKey(value)
                ? Optional.empty()
                : around.flatMap(outer -> outer.maker(value));
    }

    /** Who makes a value, looking through what passes it on unchanged. */
    Optional<Node> realMaker(String value) {
        Optional<Node> maker = maker(value);
        while (maker.isPresent() && maker.get().is("Identity")) {
            maker = maker(maker.get().input(0));
        }
        return maker;
    }

    /** Who reads a value that this graph makes. */
    List<Node> readers(String value) {
        return readers.getOrDefault(value, List.of());
    }

    /** Whether a value is handed out of the graph. */
    boolean isOutput(String value) {
        return inferred.graph().outputs().contains(value);
    }
}
