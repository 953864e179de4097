package org.lanewise.tuner.models;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lanewise.tuner.models.graph.Node;
import org.lanewise.tuner.models.graph.Tensor;
import org.lanewise.tuner.models.graph.UnreadableTensorException;

/**
 * Zeros that nodes before a convolution put around its input.
 *
 * @param value what the nodes read, which the convolution can read itself
 * @param before rows, then columns of zeros before the first pixel
 * @param after the same behind the last one
 * @param folded how many nodes there are
 */
record FoldedPad(String value, long[] before, long[] after, int folded) {
    /** More than a few such nodes are no model's. */
    private static final int MOST = 8;

    /**
     * The padding of a value.
     *
     * @param axes its spatial dimensions
     */
    static FoldedPad of(Surroundings surroundings, String value, int axes) {
        FoldedPad pad = new FoldedPad(value, new long[axes], new long[axes], 0);
        while (pad.folded < MOST) {
            Optional<FoldedPad> next = pad.next(surroundings, axes);
            if (next.isEmpty()) {
                return pad;
            }
            pad = next.get();
        }
        return pad;
    }

    private Optional<FoldedPad> next(Surroundings surroundings, int axes) {
        Optional<Node> node = surroundings.realMaker(value);
        if (node.isEmpty() || !node.get().is("Pad") || !padsZeros(surroundings, node.get())) {
            return Optional.empty();
        }
        return amounts(surroundings, node.get(), axes + 2)
                .filter(amounts -> onlySpatial(amounts, axes))
                .map(amounts ->
                        new FoldedPad(
                                node.get().input(0),
                                sum(before, amounts, 2),
                                sum(after, amounts, axes + 4),
                                folded + 1));
    }

    private static long[] sum(long[] own, long[] more, int from) {
        return IntStream.range(0, own.length)
                .mapToLong(axis -> own[axis] + more[from + axis])
                .toArray();
    }

    private static boolean padsZeros(Surroundings surroundings, Node node) {
        if (!node.text("mode", "constant").equals("constant")) {
            return false;
        }
        if (node.opset() < 11) {
            return node.real("value", 0) == 0;
        }
        return node.input(2).isEmpty()
                || numbers(surroundings, node.input(2))
                        .filter(values -> values.length == 1 && values[0] == 0)
                        .isPresent();
    }

    private static Optional<double[]> numbers(Surroundings surroundings, String value) {
        try {
            return surroundings
                    .fact(value)
                    .constant()
                    .filter(tensor -> tensor.count() <= 64)
                    .map(Tensor::values);
        } catch (UnreadableTensorException unreadable) {
            return Optional.empty();
        }
    }

    /** Elements before each dimension, then behind each, of all dimensions. */
    private static Optional<long[]> amounts(Surroundings surroundings, Node node, int rank) {
        Optional<double[]> said =
                node.opset() < 11
                        ? Optional.of(
                                node.wholes("pads", List.of()).stream()
                                        .mapToDouble(Long::doubleValue)
                                        .toArray())
                        : numbers(surroundings, node.input(1));
        if (node.input(3).isEmpty()) {
            return said.filter(pads -> pads.length == 2 * rank)
                    .map(pads ->
                            IntStream.range(0, pads.length)
                                    .mapToLong(i -> (long) pads[i])
                                    .toArray());
        }
        return said.flatMap(pads ->
                numbers(surroundings, node.input(3)).flatMap(axes -> spread(pads, axes, rank)));
    }

    /** Amounts of some dimensions, as amounts of all. */
    private static Optional<long[]> spread(double[] pads, double[] axes, int rank) {
        long[] all = new long[2 * rank];
        for (int i = 0; i < axes.length; i++) {
            int axis = (int) (axes[i] < 0 ? axes[i] + rank : axes[i]);
            if (axis < 0 || axis >= rank || pads.length != 2 * axes.length) {
                return Optional.empty();
            }
            all[axis] = (long) pads[i];
            all[axis + rank] = (long) pads[i + axes.length];
        }
        return Optional.of(all);
    }

    /** Neither images nor channels are added, and nothing is cut off or padded beyond measure. */
    private static boolean onlySpatial(long[] amounts, int axes) {
        int rank = axes + 2;
        return amounts[0] == 0
                && amounts[1] == 0
                && amounts[rank] == 0
                && amounts[rank + 1] == 0
                && IntStream.range(0, amounts.length)
                        .allMatch(i -> amounts[i] >= 0 && amounts[i] <= Integer.MAX_VALUE);
    }
}
