package org.lanewise.tuner.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lanewise.tuner.models.graph.ElementType;
import org.lanewise.tuner.models.graph.Graph;
import org.lanewise.tuner.models.graph.ModelException;
import org.lanewise.tuner.models.graph.ValueInfo;
import org.lanewise.tuner.models.graph.ValueInfo.DeclaredSize;
import org.lanewise.tuner.models.shapes.Cause;
import org.lanewise.tuner.models.shapes.Dim;
import org.lanewise.tuner.models.shapes.Fact;
import org.lanewise.tuner.models.shapes.Inference;
import org.lanewise.tuner.models.shapes.Shape;
import org.lanewise.tuner.suites.ShellWord;

/**
 * What is known of a model's inputs.
 *
 * @param facts by name
 * @param infos what to make of what the file says of sizes further on: where the user wants other
 *     sizes, nothing; where the user fixes open ones, they may be those of somebody's example
 */
record ModelInputs(Map<String, Fact> facts, Inference.Infos infos) {
    /** What most models take, where nothing is said. */
    private static final List<Long> USUAL = List.of(1L, 3L, 224L, 224L);

    private static final long USUAL_SIDE = 224;

    /**
     * The inputs of a graph.
     *
     * @param wanted sizes by the input's name, as the user said them
     * @throws ModelException if there is no such input, or it has another number of dimensions
     */
    static ModelInputs of(Graph graph, Map<String, List<Long>> wanted) {
        requireInputs(graph, wanted);
        Map<String, Fact> facts = new HashMap<>();
        boolean contradiction = false;
        for (ValueInfo input : graph.inputs()) {
            List<Long> sizes = wanted.get(input.name());
            if (sizes == null) {
                facts.put(input.name(), declared(input));
            } else {
                contradiction |= contradicts(input, sizes);
                facts.put(input.name(), new Fact(input.type(), Shape.of(sizes), Optional.empty()));
            }
        }
        if (contradiction) {
            return new ModelInputs(facts, Inference.Infos.IGNORED);
        }
        return new ModelInputs(
                facts, wanted.isEmpty() ? Inference.Infos.BELIEVED : Inference.Infos.WHERE_UNKNOWN);
    }

    /** Sizes of those that are tensors of floats of known sizes. */
    Map<String, List<Long>> sizes() {
        Map<String, List<Long>> sizes = new HashMap<>();
        facts.forEach((name, fact) -> {
            if (fact.type() == ElementType.FLOAT) {
                fact.shape().sizes().ifPresent(known -> sizes.put(name, known));
            }
        });
        return sizes;
    }

    private static void requireInputs(Graph graph, Map<String, List<Long>> wanted) {
        List<String> names = graph.inputs().stream().map(ValueInfo::name).toList();
        for (String name : wanted.keySet()) {
            if (!names.contains(name)) {
                throw new ModelException(
                        names.isEmpty()
                                ? "The model has no input '" + name + "', and no other one."
                                : "The model has no input '"
                                        + name
                                        + "'; its inputs are "
                                        + String.join(", ", names)
                                        + ".");
            }
        }
    }

    private static boolean contradicts(ValueInfo input, List<Long> wanted) {
        List<DeclaredSize> declared = input.sizes().orElse(List.of());
        if (input.sizes().isPresent() && declared.size() != wanted.size()) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "The input '%s' has %d dimensions, not %d: the model says %s.",
                            input.name(),
                            declared.size(),
                            wanted.size(),
                            declaredWords(declared)));
        }
        for (int axis = 0; axis < declared.size(); axis++) {
            if (declared.get(axis) instanceof DeclaredSize.Fixed(long size)
                    && size != wanted.get(axis)) {
                return true;
            }
        }
        return false;
    }

    private static String declaredWords(List<DeclaredSize> sizes) {
        return sizes.isEmpty()
                ? "a single number"
                : sizes.stream()
                        .map(size ->
                                switch (size) {
                                    case DeclaredSize.Fixed(long fixed) -> Long.toString(fixed);
                                    case DeclaredSize.Open open -> "?";
                                })
                        .collect(Collectors.joining("x"));
    }

    /** Sizes as the user says them. */
    static String words(List<Long> sizes) {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    private static Fact declared(ValueInfo input) {
        Cause open = new Cause.OpenInput(input.name(), option(input));
        return new Fact(
                input.type(),
                input.sizes()
                        .<Shape>map(sizes ->
                                new Shape.Ranked(
                                        sizes.stream().map(size -> dim(size, open)).toList()))
                        .orElseGet(() -> new Shape.Unranked(open)),
                Optional.empty());
    }

    private static Dim dim(DeclaredSize size, Cause open) {
        return switch (size) {
            case DeclaredSize.Fixed(long fixed) -> Dim.of(fixed);
            case DeclaredSize.Open any -> new Dim.Open(open);
        };
    }

    /** What to type, with usual sizes in the place of open ones. */
    private static String option(ValueInfo input) {
        List<Long> sizes = new ArrayList<>();
        List<DeclaredSize> declared = input.sizes().orElse(List.of());
        for (int axis = 0; axis < declared.size(); axis++) {
            sizes.add(
                    switch (declared.get(axis)) {
                        case DeclaredSize.Fixed(long fixed) -> fixed;
                        case DeclaredSize.Open open -> usual(axis, declared);
                    });
        }
        String text = input.name() + "=" + words(sizes.isEmpty() ? USUAL : sizes);
        return "--input " + ShellWord.of(text);
    }

    private static long usual(int axis, List<DeclaredSize> declared) {
        if (axis == 0) {
            return 1;
        }
        boolean channelsLast =
                declared.getLast() instanceof DeclaredSize.Fixed(long last) && last <= 4;
        return axis == 1 && declared.size() == 4 && !channelsLast ? 3 : USUAL_SIDE;
    }
}
