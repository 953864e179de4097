package org.lanewise.tuner.models;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.lanewise.tuner.models.graph.Node;
import org.lanewise.tuner.models.shapes.Dim;
import org.lanewise.tuner.models.shapes.Fact;
import org.lanewise.tuner.models.shapes.Shape;

/**
 * What kind of convolution a node is.
 *
 * @param node the node
 * @param kind the kind
 */
record Candidate(Node node, Kind kind) {
    /** Kinds of convolutions. */
    enum Kind {
        /** None at all, or one whose outputs need several input channels. */
        OTHER,
        /** Each output channel needs one of several input channels. */
        DEPTHWISE,
        /** There is but one input channel. */
        SINGLE_CHANNEL
    }

    /** Operators that convolve, and which of their inputs are the weights. */
    private static final Map<String, Integer> WEIGHTS =
            Map.of(
                    "Conv", 1,
                    "ConvInteger", 1,
                    "QLinearConv", 3,
                    "com.microsoft.QLinearConv", 3,
                    "com.microsoft.FusedConv", 1,
                    "com.microsoft.NhwcConv", 1,
                    "com.microsoft.NhwcFusedConv", 1,
                    "com.microsoft.nchwc.Conv", 1,
                    "com.microsoft.ConvTransposeWithDynamicPads", 1,
                    "ConvTranspose", 1);

    static Candidate of(Node node, Surroundings surroundings) {
        Integer weights = WEIGHTS.get(node.operatorWords());
        return new Candidate(
                node, weights == null ? Kind.OTHER : kind(node, weights, surroundings));
    }

    private static Kind kind(Node node, int weights, Surroundings surroundings) {
        long groups = node.whole("group", 1);
        Shape filter =
                node.input(weights).isEmpty() ? unknown() : shape(node, weights, surroundings);
        OptionalInt perGroup = perGroup(node, filter, groups);
        if (groups == 1) {
            return perGroup.isPresent() && perGroup.getAsInt() == 1 && !node.is("ConvTranspose")
                    ? Kind.SINGLE_CHANNEL
                    : Kind.OTHER;
        }
        // Where it is not known how many channels a group has, the reasons say so.
        return perGroup.isEmpty() || perGroup.getAsInt() == 1 ? Kind.DEPTHWISE : Kind.OTHER;
    }

    private static Shape unknown() {
        return new Shape.Ranked(List.of());
    }

    private static Shape shape(Node node, int index, Surroundings surroundings) {
        Fact fact = surroundings.fact(node.input(index));
        return fact.shape();
    }

    /** Input channels that an output needs; 2 for any more than one. */
    private static OptionalInt perGroup(Node node, Shape filter, long groups) {
        if (!(filter instanceof Shape.Ranked(List<Dim> dims)) || dims.size() < 3) {
            return OptionalInt.empty();
        }
        boolean transposed = node.operator().startsWith("ConvTranspose");
        // Of transposed convolutions all input channels come first.
        Dim inputs = transposed ? dims.get(0) : dims.get(1);
        return inputs instanceof Dim.Known(long size)
                ? OptionalInt.of(size == (transposed ? groups : 1) ? 1 : 2)
                : OptionalInt.empty();
    }
}
