package org.lanewise.tuner.models.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

/**
 * A constant. Its elements are read when they are asked for, so that a model of any size can be
 * looked through.
 *
 * @param type what its elements are
 * @param dims its sizes, none negative
 * @param elements where its elements are
 */
public record Tensor(ElementType type, List<Long> dims, Elements elements) {
    /** Where elements are. */
    public sealed interface Elements {
        /** As they lie in memory, little-endian. */
        record Raw(ByteBuffer bytes) implements Elements {}

        /** As numbers. */
        record Values(double[] values) implements Elements {}

        /** In another file. */
        record External(ExternalBytes bytes) implements Elements {}

        /** Those of another tensor, in the type of this one. */
        record Cast(Tensor from) implements Elements {}

        /**
         * Those of another tensor, its dimensions in another order.
         *
         * @param order for each dimension of this one its place in the other
         */
        record Transposed(Tensor from, List<Integer> order) implements Elements {}

        /** Not readable, and why. */
        record Unreadable(String reason) implements Elements {}
    }

    /** A small constant that was computed. */
    public static Tensor of(ElementType type, List<Long> dims, double... values) {
        return new Tensor(type, dims, new Elements.Values(values));
    }

    /** The same elements with other sizes. */
    public Tensor reshaped(List<Long> other) {
        return new Tensor(type, other, elements);
    }

    /**
     * The same elements, their dimensions in another order.
     *
     * @param order for each dimension its place in this tensor
     */
    public Tensor transposed(List<Integer> order) {
        return new Tensor(
                type, order.stream().map(dims::get).toList(), new Elements.Transposed(this, order));
    }

    /** The same elements in another type. */
    public Tensor cast(ElementType other) {
        return other == type ? this : new Tensor(other, dims, new Elements.Cast(this));
    }

    /**
     * How many elements there are.
     *
     * @throws ArithmeticException if that overflows
     */
    public long count() {
        return dims.stream().reduce(1L, Math::multiplyExact);
    }

    /**
     * Whether its elements are here and as many as its sizes say; nothing large is read for it.
     *
     * @throws UnreadableTensorException with the reason if not
     */
    public void check() {
        switch (elements) {
            case Elements.Raw(ByteBuffer bytes) -> length(bytes.remaining());
            case Elements.Values(double[] values) -> {
                if (values.length != elementCount()) {
                    throw new UnreadableTensorException(
                            String.format(
                                    Locale.ROOT,
                                    "it has %d elements, but its sizes %s ask for %d",
                                    values.length,
                                    dims,
                                    elementCount()));
                }
            }
            case Elements.External(ExternalBytes bytes) -> length(bytes.checkedLength());
            case Elements.Cast(Tensor from) -> from.check();
            case Elements.Transposed(Tensor from, List<Integer> order) -> from.check();
            case Elements.Unreadable(String reason) -> throw new UnreadableTensorException(reason);
        }
    }

    private void length(long bytes) {
        if (type.bytes() == 0) {
            throw new UnreadableTensorException("its elements are of a type that is not read");
        }
        long asked;
        try {
            asked = Math.multiplyExact(elementCount(), (long) type.bytes());
        } catch (ArithmeticException overflow) {
            throw new UnreadableTensorException("its sizes " + dims + " overflow");
        }
        if (asked != bytes) {
            throw new UnreadableTensorException(
                    String.format(
                            Locale.ROOT,
                            "it has %d bytes, but its sizes %s ask for %d",
                            bytes,
                            dims,
                            asked));
        }
    }

    private long elementCount() {
        try {
            return count();
        } catch (ArithmeticException overflow) {
            throw new UnreadableTensorException("its sizes " + dims + " overflow");
        }
    }

    /**
     * All elements as numbers.
     *
     * @throws UnreadableTensorException if they are not here, or more than an array holds
     */
    public double[] values() {
        check();
        return switch (elements) {
            case Elements.Raw(ByteBuffer bytes) -> decoded(bytes);
            case Elements.Values(double[] values) -> values.clone();
            case Elements.External(ExternalBytes bytes) -> decoded(read(bytes));
            case Elements.Cast(Tensor from) -> {
                double[] values = from.values();
                for (int i = 0; i < values.length; i++) {
                    values[i] = type.held(values[i]);
                }
                yield values;
            }
            case Elements.Transposed(Tensor from, List<Integer> order) -> transposed(from, order);
            case Elements.Unreadable(String reason) -> throw new UnreadableTensorException(reason);
        };
    }

    private static double[] transposed(Tensor from, List<Integer> order) {
        double[] values = from.values();
        long[] steps = new long[order.size()];
        long step = 1;
        for (int axis = steps.length - 1; axis >= 0; axis--) {
            steps[axis] = step;
            step *= from.dims().get(axis);
        }
        double[] moved = new double[values.length];
        for (int at = 0; at < moved.length; at++) {
            long rest = at;
            long place = 0;
            for (int axis = steps.length - 1; axis >= 0; axis--) {
                long size = from.dims().get(order.get(axis));
                place += rest % size * steps[order.get(axis)];
                rest /= size;
            }
            moved[at] = values[(int) place];
        }
        return moved;
    }

    private static ByteBuffer read(ExternalBytes bytes) {
        try {
            return bytes.read();
        } catch (IOException unreadable) {
            throw new UnreadableTensorException(
                    "its file " + bytes.location() + " cannot be read: " + unreadable.getMessage());
        }
    }

    private double[] decoded(ByteBuffer bytes) {
        ByteBuffer little = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[Math.toIntExact(count())];
        for (int i = 0; i < values.length; i++) {
            values[i] = next(little);
        }
        return values;
    }

    private double next(ByteBuffer little) {
        return switch (type) {
            case FLOAT -> little.getFloat();
            case DOUBLE -> little.getDouble();
            case FLOAT16 -> Float.float16ToFloat(little.getShort());
            case BFLOAT16 -> Float.intBitsToFloat(little.getShort() << 16);
            case UINT8 -> little.get() & 0xff;
            case INT8 -> little.get();
            case BOOL -> little.get() == 0 ? 0 : 1;
            case UINT16 -> little.getShort() & 0xffff;
            case INT16 -> little.getShort();
            case INT32 -> little.getInt();
            case UINT32 -> little.getInt() & 0xffffffffL;
            case INT64, UINT64 -> little.getLong();
            case STRING, UNKNOWN ->
                    throw new UnreadableTensorException("its elements are no numbers");
        };
    }
}
