package org.lanewise.tuner.models;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lanewise.files.OneLine;
import org.lanewise.tuner.models.graph.Node;
import org.lanewise.tuner.models.shapes.Inferred;

/** Collects a model's depthwise convolutions, those of graphs inside nodes included. */
final class Finder {
    private final List<ModelLayer> layers = new ArrayList<>();
    private final List<Refusal> refused = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private Finder() {}

    static Finder search(Inferred graph) {
        Finder finder = new Finder();
        finder.visit(graph, Optional.empty());
        return finder;
    }

    List<ModelLayer> layers() {
        return layers;
    }

    List<Refusal> refused() {
        return refused;
    }

    List<String> remarks() {
        return remarks;
    }

    private void visit(Inferred inferred, Optional<Surroundings> around) {
        Surroundings surroundings = new Surroundings(inferred, around);
        Iterator<Inferred> bodies = inferred.bodies().iterator();
        for (Node node : inferred.order()) {
            visit(Candidate.of(node, surroundings), surroundings);
            node.bodies().forEach(body -> visit(bodies.next(), Optional.of(surroundings)));
        }
    }

    private void visit(Candidate candidate, Surroundings surroundings) {
        Node node = candidate.node();
        switch (candidate.kind()) {
            case OTHER -> {}
            case SINGLE_CHANNEL ->
                    remarks.add(
                            OneLine.of(node.words())
                                    + " reads a single channel, which makes it an ordinary convolution; it is left out.");
            case DEPTHWISE -> add(node, surroundings);
        }
    }

    private void add(Node node, Surroundings surroundings) {
        String name = unique(OneLine.of(node.calledName()));
        try {
            layers.add(Convolution.layer(node, surroundings, name));
        } catch (RefusedException refusal) {
            refused.add(
                    new Refusal(
                            name, OneLine.of(node.operatorWords()), OneLine.of(refusal.reason())));
        }
    }

    /** Nodes may have the same name, or none that can be seen. */
    private String unique(String name) {
        String seen = name.isBlank() ? "unnamed" : name;
        String unique = seen;
        for (int number = 2; !names.add(unique); number++) {
            unique = seen + " (" + number + ")";
        }
        return unique;
    }
}
