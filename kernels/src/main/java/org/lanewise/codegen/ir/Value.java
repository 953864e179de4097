package org.lanewise.codegen.ir;

import java.util.Optional;

/** What a vector is made of. */
public sealed interface Value
        permits Var.Vector,
                Value.Zero,
                Value.Load,
                Value.Broadcast,
                Value.Select,
                Value.Spread,
                Value.Product,
                Value.MultiplyAdd,
                Value.PlusMoved,
                Value.PlusJoined,
                Value.AtLeast,
                Value.AtMost,
                Value.Kept {
    /** All lanes zero. */
    record Zero() implements Value {}

    /** What memory holds; lanes outside the mask are zero and not read. */
    record Load(Ref from, Optional<Var.Mask> mask) implements Value {}

    /** One float in all lanes. */
    record Broadcast(Ref from) implements Value {}

    /**
     * Lanes of two vectors.
     *
     * @param pattern which lanes
     * @param first the vector that lanes below the vector's length are taken from
     * @param second the vector that the others are taken from; absent where it is all zeros
     */
    record Select(Pattern pattern, Var.Moved first, Optional<Var.Moved> second) implements Value {}

    /** Lanes of one vector, by their numbers. */
    record Spread(Var.LaneNumbers lanes, Var.Vector from) implements Value {}

    /** {@code left * right}. */
    record Product(Var.Vector left, Var.Vector right) implements Value {}

    /** {@code left * right + sum}, rounded once. */
    record MultiplyAdd(Var.Vector left, Var.Vector right, Var.Sum sum) implements Value {}

    /** A sum and another one's lanes moved by a pattern, zeros where that names none of them. */
    record PlusMoved(Var.Sum sum, Pattern pattern, Var.Sum moved) implements Value {}

    /**
     * A sum and, in the lanes of the mask, lanes of two others.
     *
     * @param pattern which lanes
     * @param first the vector that lanes below the vector's length are taken from; absent where it
     *     is all zeros
     * @param second the vector that the others are taken from, likewise
     * @param mask where they are added, everywhere if absent
     */
    record PlusJoined(
            Var.Sum sum,
            Pattern pattern,
            Optional<Var.Moved> first,
            Optional<Var.Moved> second,
            Optional<Var.Mask> mask)
            implements Value {}

    /** {@code low} in the lanes that are below it; NaN stays, and so does the sign of a zero. */
    record AtLeast(Var.Vector value, float low) implements Value {}

    /** {@code high} in the lanes that are above it, likewise. */
    record AtMost(Var.Vector value, float high) implements Value {}

    /** The lanes of the mask; the others are zero, whatever they were. */
    record Kept(Var.Vector value, Var.Mask mask) implements Value {}
}
