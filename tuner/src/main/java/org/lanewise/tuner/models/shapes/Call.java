package org.lanewise.tuner.models.shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.lanewise.tuner.models.graph.ElementType;
import org.lanewise.tuner.models.graph.Node;
import org.lanewise.tuner.models.graph.Tensor;
import org.lanewise.tuner.models.graph.UnreadableTensorException;

/**
 * A node and what is known of its inputs.
 *
 * @param inputs one for each of the node's; empty for those that are left out
 */
record Call(Node node, List<Optional<Fact>> inputs) {
    /** Sizes, axes and indices: more of them belong to no size arithmetic. */
    static final long MOST_ELEMENTS = 4096;

    boolean has(int index) {
        return index < inputs.size() && inputs.get(index).isPresent();
    }

    Fact input(int index) {
        if (!has(index)) {
            throw undecided("lacks its input " + index);
        }
        return inputs.get(index).get();
    }

    ElementType type(int index) {
        return input(index).type();
    }

    List<Dim> dims(int index) {
        return switch (input(index).shape()) {
            case Shape.Ranked(List<Dim> dims) -> dims;
            case Shape.Unranked(Cause cause) -> throw new UndecidedException(cause);
        };
    }

    int rank(int index) {
        return dims(index).size();
    }

    /** The elements of a small constant; empty if it is none. */
    Optional<double[]> values(int index) {
        if (!has(index) || input(index).constant().isEmpty()) {
            return Optional.empty();
        }
        Tensor tensor = input(index).constant().get();
        try {
            return tensor.count() > MOST_ELEMENTS ? Optional.empty() : Optional.of(tensor.values());
        } catch (UnreadableTensorException unreadable) {
            throw undecided(
                    "needs the constant '" + node.input(index) + "', but " + unreadable.reason());
        }
    }

    /** The elements of an input that sizes depend on. */
    double[] needed(int index) {
        return values(index)
                .orElseThrow(() ->
                        switch (input(index).shape()) {
                            case Shape.Unranked(Cause cause) -> new UndecidedException(cause);
                            case Shape.Ranked(List<Dim> dims) ->
                                    undecided(
                                            "takes its sizes from '"
                                                    + node.input(index)
                                                    + "', which is computed at run time");
                        });
    }

    long[] wholes(int index) {
        double[] values = needed(index);
        long[] wholes = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            wholes[i] = (long) values[i];
        }
        return wholes;
    }

    /** Numbers that older versions of an operator take as attribute, newer ones as input. */
    Optional<long[]> wholes(String attribute, int index) {
        if (has(index)) {
            return Optional.of(wholes(index));
        }
        return node.has(attribute)
                ? Optional.of(
                        node.wholes(attribute, List.of()).stream()
                                .mapToLong(Long::longValue)
                                .toArray())
                : Optional.empty();
    }

    /** An axis counted from the front. */
    int axis(long axis, int rank) {
        long counted = axis < 0 ? axis + rank : axis;
        if (counted < 0 || counted >= rank) {
            throw undecided("has the axis " + axis + ", but a value of " + rank + " dimensions");
        }
        return (int) counted;
    }

    int[] axes(long[] axes, int rank) {
        return LongStream.of(axes).mapToInt(axis -> axis(axis, rank)).toArray();
    }

    UndecidedException undecided(String does) {
        return new UndecidedException(node.words() + " " + does);
    }

    List<Fact> result(ElementType type, List<Dim> dims) {
        return List.of(Fact.of(type, dims));
    }

    /** The same value in each output. */
    List<Fact> everywhere(Fact fact) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < node.outputs().size(); i++) {
            facts.add(fact);
        }
        return facts;
    }
}
