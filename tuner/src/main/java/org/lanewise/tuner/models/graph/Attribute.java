package org.lanewise.tuner.models.graph;

import java.util.List;

/** A named setting of a node. */
public sealed interface Attribute {
    /** One whole number. */
    record Whole(long value) implements Attribute {}

    /** Whole numbers. */
    record Wholes(List<Long> values) implements Attribute {}

    /** One number. */
    record Real(float value) implements Attribute {}

    /** Numbers. */
    record Reals(List<Float> values) implements Attribute {}

    /** A word. */
    record Text(String value) implements Attribute {}

    /** A constant. */
    record Constant(Tensor value) implements Attribute {}

    /** A graph inside a node. */
    record Body(Graph graph) implements Attribute {}

    /** What the call of the function around the node says for an attribute of its own. */
    record OfCall(String name) implements Attribute {}

    /** Of a kind that no depthwise convolution and no size depends on. */
    record Other() implements Attribute {}
}
