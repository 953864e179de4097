package org.lanewise.tuner.models.shapes;

import java.util.function.LongUnaryOperator;

/** One size of a value. */
public sealed interface Dim {
    /** A number. */
    record Known(long size) implements Dim {}

    /** Not known. */
    record Open(Cause cause) implements Dim {}

    /** A size that is a number. */
    static Dim of(long size) {
        return new Known(size);
    }

    /** Whether it is this number. */
    default boolean is(long size) {
        return this instanceof Known(long own) && own == size;
    }

    /** What a size becomes; an open one stays open. */
    default Dim map(LongUnaryOperator change) {
        return switch (this) {
            case Known(long size) -> new Known(change.applyAsLong(size));
            case Open open -> open;
        };
    }
}
