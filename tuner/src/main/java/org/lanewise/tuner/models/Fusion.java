package org.lanewise.tuner.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lanewise.tuner.models.LayerWeights.Step;
import org.lanewise.tuner.models.graph.Node;
import org.lanewise.tuner.models.graph.Tensor;
import org.lanewise.tuner.models.graph.UnreadableTensorException;
import org.lanewise.workload.Epilogue;

/**
 * Follows a convolution's output as long as what is computed of it can be computed along with it: a
 * bias, then a clamp.
 */
final class Fusion {
    /** What people expect to be computed along with a convolution, and is not. */
    private static final Set<String> NOT_FUSED =
            Set.of(
                    "Celu",
                    "Div",
                    "Elu",
                    "Erf",
                    "Gelu",
                    "HardSigmoid",
                    "HardSwish",
                    "InstanceNormalization",
                    "LeakyRelu",
                    "LayerNormalization",
                    "Max",
                    "Min",
                    "Mish",
                    "Mul",
                    "PRelu",
                    "QuickGelu",
                    "Selu",
                    "Sigmoid",
                    "Silu",
                    "Softplus",
                    "Sub",
                    "Swish",
                    "Tanh",
                    "ThresholdedRelu");

    private static final Set<String> FUSED = Set.of("Add", "BatchNormalization", "Clip", "Relu");

    private final Surroundings surroundings;
    private final int channels;
    private final int rank;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> fused = new ArrayList<>();
    private Epilogue epilogue;
    private Optional<String> left = Optional.empty();
    private String end = "";

    /**
     * @param channels the convolution's output channels
     * @param rank dimensions of its output
     * @param bias whether it adds a bias itself
     */
    Fusion(Surroundings surroundings, int channels, int rank, boolean bias) {
        this.surroundings = surroundings;
        this.channels = channels;
        this.rank = rank;
        this.epilogue = bias ? Epilogue.NONE.withBias() : Epilogue.NONE;
    }

    Epilogue epilogue() {
        return epilogue;
    }

    List<Step> steps() {
        return steps;
    }

    List<String> fused() {
        return fused;
    }

    Optional<String> left() {
        return left;
    }

    /** The value behind all that is fused. */
    String end() {
        return end;
    }

    /** Follows a value as far as possible. */
    Fusion follow(String output) {
        String value = output;
        while (!value.isEmpty()) {
            end = value;
            value = next(value).orElse("");
        }
        return this;
    }

    /** Nothing of what follows is fused, for this reason. */
    Fusion not(String output, String reason) {
        end = output;
        left = Optional.of(reason);
        return this;
    }

    /** The value behind a node that could be fused. */
    private Optional<String> next(String value) {
        List<Node> readers = surroundings.readers(value);
        if (readers.size() != 1 || surroundings.isOutput(value)) {
            leaveShared(value, readers);
            return Optional.empty();
        }
        Node node = readers.getFirst();
        boolean done =
                node.domain().isEmpty()
                        && switch (node.operator()) {
                            case "Identity" -> true;
                            case "Add" -> add(node, value);
                            case "BatchNormalization" -> normalise(node, value);
                            case "Relu" -> clamp(node, 0, Float.POSITIVE_INFINITY);
                            case "Clip" -> clip(node, value);
                            default -> leave(node);
                        };
        return (done && !node.outputs().isEmpty())
                ? Optional.of(node.outputs().getFirst())
                : Optional.empty();
    }

    private void leaveShared(String value, List<Node> readers) {
        String operators =
                readers.stream()
                        .filter(node -> node.domain().isEmpty())
                        .map(Node::operator)
                        .filter(operator ->
                                NOT_FUSED.contains(operator) || FUSED.contains(operator))
                        .distinct()
                        .collect(Collectors.joining(" and "));
        if (!operators.isEmpty()) {
            left =
                    Optional.of(
                            operators
                                    + (surroundings.isOutput(value)
                                            ? " of an output of the model"
                                            : " of a value that several nodes read"));
        }
    }

    private boolean leave(Node node) {
        if (NOT_FUSED.contains(node.operator())) {
            left = Optional.of(node.operator());
        }
        return false;
    }

    private boolean leave(String words) {
        left = Optional.of(words);
        return false;
    }

    private boolean clamped() {
        return epilogue.clampsLow() || epilogue.clampsHigh();
    }

    private boolean add(Node node, String value) {
        String other = node.input(0).equals(value) ? node.input(1) : node.input(0);
        if (other.equals(value) || other.isEmpty()) {
            return leave("Add of a whole tensor");
        }
        Optional<Tensor> constant = surroundings.fact(other).constant();
        if (constant.isEmpty() || !isOfChannels(constant.get().dims())) {
            return leave("Add of a whole tensor");
        }
        if (clamped()) {
            return leave("Add behind a clamp");
        }
        if (!readable(constant.get())) {
            return leave("Add of an unreadable constant");
        }
        steps.add(new Step.Shift(constant.get()));
        epilogue = epilogue.withBias();
        return fused(node);
    }

    private boolean fused(Node node) {
        fused.add(node.operator());
        return true;
    }

    /** Whether a constant has one number for each channel, or one for all. */
    private boolean isOfChannels(List<Long> dims) {
        int channel = dims.size() - rank + 1;
        for (int axis = 0; axis < dims.size(); axis++) {
            boolean fits = dims.get(axis) == 1 || (axis == channel && dims.get(axis) == channels);
            if (!fits) {
                return false;
            }
        }
        return dims.size() <= rank;
    }

    private static boolean readable(Tensor tensor) {
        try {
            tensor.check();
            return tensor.type().fractional();
        } catch (UnreadableTensorException unreadable) {
            return false;
        }
    }

    private boolean normalise(Node node, String value) {
        boolean trains =
                node.opset() >= 14
                        ? node.whole("training_mode", 0) != 0
                        : node.outputs().stream().skip(1).anyMatch(name -> !name.isEmpty());
        if (trains || !node.input(0).equals(value)) {
            return leave("BatchNormalization of a model in training");
        }
        List<Tensor> constants = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            Optional<Tensor> constant =
                    node.input(i).isEmpty()
                            ? Optional.empty()
                            : surroundings.fact(node.input(i)).constant();
            constant.filter(Fusion::readable)
                    .filter(tensor -> tensor.dims().equals(List.of((long) channels)))
                    .ifPresent(constants::add);
        }
        if (constants.size() < 4) {
            return leave("BatchNormalization with numbers that are no constants of its channels");
        }
        if (clamped()) {
            return leave("BatchNormalization behind a clamp");
        }
        steps.add(
                new Step.Normalise(
                        constants.get(0),
                        constants.get(1),
                        constants.get(2),
                        constants.get(3),
                        node.real("epsilon", 1e-5f)));
        epilogue = epilogue.withBias();
        return fused(node);
    }

    private boolean clip(Node node, String value) {
        if (!node.input(0).equals(value)) {
            return leave("Clip with a bound computed at run time");
        }
        if (node.opset() < 11) {
            return clamp(
                    node,
                    node.real("min", Float.NEGATIVE_INFINITY),
                    node.real("max", Float.POSITIVE_INFINITY));
        }
        Optional<Float> low = bound(node.input(1), Float.NEGATIVE_INFINITY);
        Optional<Float> high = bound(node.input(2), Float.POSITIVE_INFINITY);
        return (low.isPresent() && high.isPresent())
                ? clamp(node, low.get(), high.get())
                : leave("Clip with a bound computed at run time");
    }

    private Optional<Float> bound(String value, float absent) {
        return value.isEmpty()
                ? Optional.of(absent)
                : surroundings
                        .fact(value)
                        .constant()
                        .filter(tensor -> readable(tensor) && tensor.count() == 1)
                        .map(tensor -> (float) tensor.values()[0]);
    }

    /** Bounds that no float exceeds are none. */
    private boolean clamp(Node node, float from, float to) {
        float low = from <= -Float.MAX_VALUE ? Float.NEGATIVE_INFINITY : from;
        float high = to >= Float.MAX_VALUE ? Float.POSITIVE_INFINITY : to;
        if (!(low <= high) || low == Float.POSITIVE_INFINITY || high == Float.NEGATIVE_INFINITY) {
            return leave(node.operator() + " from " + from + " to " + to);
        }
        epilogue =
                epilogue.clamped(
                        Math.clamp(epilogue.low(), low, high),
                        Math.clamp(epilogue.high(), low, high));
        return fused(node);
    }
}
