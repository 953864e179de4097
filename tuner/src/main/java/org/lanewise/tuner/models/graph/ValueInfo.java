package org.lanewise.tuner.models.graph;

import java.util.List;
import java.util.Optional;

/**
 * What a model says of one of its values.
 *
 * @param name the value
 * @param type its elements
 * @param sizes its sizes; empty if not even their number is said
 */
public record ValueInfo(String name, ElementType type, Optional<List<DeclaredSize>> sizes) {
    /** A size as a model declares it. */
    public sealed interface DeclaredSize {
        /** A number. */
        record Fixed(long size) implements DeclaredSize {}

        /**
         * Left open.
         *
         * @param name what the model calls it, possibly nothing
         */
        record Open(String name) implements DeclaredSize {}
    }
}
