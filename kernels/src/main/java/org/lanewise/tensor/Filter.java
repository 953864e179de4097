package org.lanewise.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.FloatBuffer;
import org.lanewise.workload.Workload;

/**
 * The filter of a convolution: its weights and bias, as a framework holds them. They are copied
 * when they are given, so that memory of a model file may be closed then. Immutable and
 * thread-safe.
 */
public final class Filter {
    private final FilterOrder order;
    private final float[] values;
    private final float[] bias;

    private Filter(FilterOrder order, float[] values, float[] bias) {
        this.order = order;
        this.values = values;
        this.bias = bias;
    }

    /** Weights without a bias. */
    public static Filter of(FilterOrder order, float[] weights) {
        return new Filter(order, weights.clone(), new float[0]);
    }

    /** Weights without a bias: what is left in a buffer, whose position stays. */
    public static Filter of(FilterOrder order, FloatBuffer weights) {
        return new Filter(order, copyOf(weights), new float[0]);
    }

    /**
     * Weights without a bias: the floats of a segment, in the machine's byte order and wherever
     * they begin.
     *
     * @throws IllegalArgumentException if its size is no multiple of 4 bytes
     */
    public static Filter of(FilterOrder order, MemorySegment weights) {
        return new Filter(order, copyOf(weights), new float[0]);
    }

    /** The same weights with a bias, one float an output channel. */
    public Filter withBias(float[] other) {
        return new Filter(order, values, other.clone());
    }

    /** The same weights with a bias: what is left in a buffer, whose position stays. */
    public Filter withBias(FloatBuffer other) {
        return new Filter(order, values, copyOf(other));
    }

    /**
     * The same weights with a bias: the floats of a segment.
     *
     * @throws IllegalArgumentException if its size is no multiple of 4 bytes
     */
    public Filter withBias(MemorySegment other) {
        return new Filter(order, values, copyOf(other));
    }

    private static float[] copyOf(FloatBuffer buffer) {
        float[] values = new float[buffer.remaining()];
        buffer.get(buffer.position(), values);
        return values;
    }

    private static float[] copyOf(MemorySegment segment) {
        if (segment.byteSize() % Float.BYTES != 0) {
            throw new IllegalArgumentException(
                    "A segment of " + segment.byteSize() + " bytes holds no whole floats.");
        }
        return segment.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
    }

    /**
     * The weights as {@code (channels * multiplier, 1, kh, kw)}; an array of its own.
     *
     * @throws IllegalArgumentException if they are not as many as the workload has
     */
    public float[] oihw(Workload workload) {
        long expected = workload.weightElements();
        if (values.length != expected) {
            throw new IllegalArgumentException(
                    "The weights of "
                            + workload
                            + " must have "
                            + expected
                            + " floats but have "
                            + values.length
                            + ".");
        }
        return order.toOihw(workload, values);
    }

    /** One float an output channel, or empty where there is no bias; an array of its own. */
    public float[] bias() {
        return bias.clone();
    }
}
