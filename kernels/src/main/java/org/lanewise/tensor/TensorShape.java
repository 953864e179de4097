package org.lanewise.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Size;
import org.lanewise.workload.TensorStrides;
import org.lanewise.workload.Workload;

/**
 * The sizes of a tensor, whatever its layout. Immutable.
 *
 * @param batch images
 * @param channels real channels, the filling of a last block not counted
 * @param size height and width in pixels
 */
public record TensorShape(int batch, int channels, Size size) {
    /** Tensors in a model's file begin anywhere. */
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    /**
     * Checks that there is such a tensor.
     *
     * @throws IllegalArgumentException if a size is not positive, or there are 2^31 elements or
     *     more
     */
    public TensorShape {
        long pixels = size.h() <= 0 || size.w() <= 0 ? 0 : size.pixels();
        boolean none = batch <= 0 || channels <= 0 || pixels == 0;
        if (none || pixels > (double) Integer.MAX_VALUE / batch / channels) {
            throw new IllegalArgumentException(
                    "There is no tensor of "
                            + batch
                            + " images, "
                            + channels
                            + " channels and "
                            + size.h()
                            + "x"
                            + size.w()
                            + " pixels, or it is too large.");
        }
    }

    /** That of a workload's input. */
    public static TensorShape inputOf(Workload workload) {
        return new TensorShape(workload.batch(), workload.channels(), workload.input());
    }

    /** That of a workload's output. */
    public static TensorShape outputOf(Workload workload) {
        return new TensorShape(workload.batch(), workload.outputChannels(), workload.output());
    }

    /** Elements in memory, the filling of the last channel block included. */
    public long elements(Layout layout) {
        return batch * size.pixels() * layout.storedChannels(channels);
    }

    /**
     * Copies a tensor into another layout; the filling of its last channel block becomes zero.
     *
     * @throws IllegalArgumentException if an array holds fewer elements than the tensor has
     */
    public void convert(float[] from, Layout fromLayout, float[] to, Layout toLayout) {
        convert(MemorySegment.ofArray(from), fromLayout, MemorySegment.ofArray(to), toLayout);
    }

    /**
     * Copies a tensor into another layout; the filling of its last channel block becomes zero.
     *
     * @param from floats, at least {@link #elements} of them, wherever they begin
     * @param to likewise; where the two overlap, what it holds afterwards is not specified
     * @throws IllegalArgumentException if a segment is too small
     */
    public void convert(MemorySegment from, Layout fromLayout, MemorySegment to, Layout toLayout) {
        require(from, fromLayout);
        require(to, toLayout);
        TensorStrides source = fromLayout.strides(channels, size);
        TensorStrides target = toLayout.strides(channels, size);
        for (int n = 0; n < batch; n++) {
            for (int c = 0; c < toLayout.storedChannels(channels); c++) {
                for (int y = 0; y < size.h(); y++) {
                    long row = target.index(n, c, y, 0);
                    if (c < channels) {
                        copyRow(
                                from,
                                source.index(n, c, y, 0),
                                source.pixel(),
                                to,
                                row,
                                target.pixel());
                    } else {
                        clearRow(to, row, target.pixel());
                    }
                }
            }
        }
    }

    private void copyRow(
            MemorySegment from, long first, long step, MemorySegment to, long row, long toStep) {
        for (int x = 0; x < size.w(); x++) {
            float value = from.get(FLOAT, (first + x * step) * Float.BYTES);
            to.set(FLOAT, (row + x * toStep) * Float.BYTES, value);
        }
    }

    private void clearRow(MemorySegment to, long row, long step) {
        for (int x = 0; x < size.w(); x++) {
            to.set(FLOAT, (row + x * step) * Float.BYTES, 0);
        }
    }

    private void require(MemorySegment tensor, Layout layout) {
        long bytes = elements(layout) * Float.BYTES;
        if (tensor.byteSize() < bytes) {
            throw new IllegalArgumentException(
                    this
                            + " in "
                            + layout.text()
                            + " takes "
                            + bytes
                            + " bytes, and there are "
                            + tensor.byteSize()
                            + ".");
        }
    }

    /** {@code 2x24x56x56}: images, channels, height, width. */
    @Override
    public String toString() {
        return batch + "x" + channels + "x" + size.h() + "x" + size.w();
    }
}
