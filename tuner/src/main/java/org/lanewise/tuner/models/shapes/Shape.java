package org.lanewise.tuner.models.shapes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sizes of a value. */
public sealed interface Shape {
    /** It is known how many there are. */
    record Ranked(List<Dim> dims) implements Shape {}

    /** Nothing is known. */
    record Unranked(Cause cause) implements Shape {}

    /** Sizes that are all numbers. */
    static Shape of(List<Long> sizes) {
        return new Ranked(sizes.stream().map(Dim::of).toList());
    }

    /** The sizes, if they are all numbers. */
    default Optional<List<Long>> sizes() {
        if (!(this instanceof Ranked(List<Dim> dims))
                || dims.stream().anyMatch(dim -> dim instanceof Dim.Open)) {
            return Optional.empty();
        }
        return Optional.of(
                dims.stream().map(dim -> dim instanceof Dim.Known(long size) ? size : 0L).toList());
    }

    /** As it reads in a sentence, such as {@code 1x3x?x?}. */
    default String words() {
        return switch (this) {
            case Ranked(List<Dim> dims) ->
                    dims.isEmpty()
                            ? "a single number"
                            : dims.stream()
                                    .map(dim ->
                                            dim instanceof Dim.Known(long size)
                                                    ? Long.toString(size)
                                                    : "?")
                                    .collect(Collectors.joining("x"));
            case Unranked unknown -> "of unknown sizes";
        };
    }
}
