package org.lanewise.tuner.models.shapes;

import java.util.List;
import java.util.Optional;
import org.lanewise.tuner.models.graph.ElementType;
import org.lanewise.tuner.models.graph.Tensor;

/**
 * What is known of a value.
 *
 * @param type its elements
 * @param shape its sizes
 * @param constant its elements, if they do not depend on the model's inputs
 */
public record Fact(ElementType type, Shape shape, Optional<Tensor> constant) {
    /** A value that the model's inputs change. */
    static Fact of(ElementType type, List<Dim> dims) {
        return new Fact(type, new Shape.Ranked(List.copyOf(dims)), Optional.empty());
    }

    /** A constant. */
    static Fact of(Tensor tensor) {
        return new Fact(tensor.type(), Shape.of(tensor.dims()), Optional.of(tensor));
    }

    /** A value of which nothing is known. */
    static Fact unknown(Cause cause) {
        return new Fact(ElementType.UNKNOWN, new Shape.Unranked(cause), Optional.empty());
    }

    Fact withShape(Shape other) {
        return new Fact(type, other, constant);
    }

    /** The same, but its elements may be any. */
    Fact varying() {
        return new Fact(type, shape, Optional.empty());
    }
}
