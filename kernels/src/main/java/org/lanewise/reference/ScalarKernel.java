package org.lanewise.reference;

import java.lang.foreign.MemorySegment;
import org.lanewise.kernel.DepthwiseKernel;
import org.lanewise.workload.Epilogue;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Line;
import org.lanewise.workload.TensorStrides;
import org.lanewise.workload.Workload;

/**
 * The plain loop nest in float32: runs every workload in every layout on any JVM, slowly. Weights
 * and bias lie as frameworks hold them. A task is one output channel of one image, the filling of
 * the last channel block counted too. Thread-safe.
 */
public final class ScalarKernel implements DepthwiseKernel {
    private final Workload workload;
    private final int storedChannels;
    private final TensorStrides in;
    private final TensorStrides out;
    private final Line rows;
    private final Line columns;

    /** The kernel of a workload. */
    public ScalarKernel(Workload workload) {
        this.workload = workload;
        Layout layout = workload.layout();
        this.storedChannels = layout.storedChannels(workload.outputChannels());
        this.in = layout.strides(workload.channels(), workload.input());
        this.out = layout.strides(workload.outputChannels(), workload.output());
        this.rows = workload.rows();
        this.columns = workload.columns();
    }

    @Override
    public int tasks() {
        return workload.batch() * storedChannels;
    }

    @Override
    public void run(
            MemorySegment input,
            MemorySegment weights,
            MemorySegment bias,
            MemorySegment output,
            int from,
            int to,
            int tiles) {
        int rows = Math.min(tiles, this.rows.out());
        for (int task = from; task < to; task++) {
            int n = task / storedChannels;
            int o = task % storedChannels;
            float shift =
                    workload.epilogue().bias() && o < workload.outputChannels()
                            ? bias.getAtIndex(FLOAT, o)
                            : 0;
            for (int p = 0; p < rows; p++) {
                row(input, weights, shift, output, n, o, p);
            }
        }
    }

    /**
     * Computes all outputs on arrays, soonest of all in a JVM that has just begun: accesses to
     * segments and operations on vectors take many times as long until the JIT comes to them.
     *
     * @param bias one float an output channel; not read for a workload without
     */
    public void run(float[] input, float[] weights, float[] bias, float[] output) {
        int[] firstTaps = new int[columns.out()];
        int[] endTaps = new int[columns.out()];
        for (int q = 0; q < columns.out(); q++) {
            firstTaps[q] = columns.firstTap(q);
            endTaps[q] = columns.endTap(q);
        }
        for (int task = 0; task < tasks(); task++) {
            int o = task % storedChannels;
            boolean filling = o >= workload.outputChannels();
            float shift = workload.epilogue().bias() && !filling ? bias[o] : 0;
            float[] sums = new float[columns.out()];
            int to = (int) out.plane(task / storedChannels, o);
            for (int p = 0; p < rows.out(); p++) {
                if (!filling) {
                    sums(input, weights, task, p, firstTaps, endTaps, sums);
                }
                for (int q = 0; q < sums.length; q++) {
                    output[(int) (to + p * out.row() + q * out.pixel())] =
                            filling ? 0 : clamp(sums[q] + shift);
                }
            }
        }
    }

    private void sums(
            float[] input,
            float[] weights,
            int task,
            int p,
            int[] firstTaps,
            int[] endTaps,
            float[] sums) {
        int o = task % storedChannels;
        int endRow = rows.endTap(p);
        int along = (int) (columns.dilation() * in.pixel());
        int firstRow = rows.firstTap(p);
        long down = rows.dilation() * in.row();
        long step = columns.stride() * in.pixel();
        // Where the first tap of the first output is, perhaps on the padding.
        long first = firstInput(task / storedChannels, o, p, 0);
        for (int q = 0; q < sums.length; q++) {
            float sum = 0;
            for (int i = firstRow; i < endRow; i++) {
                int x = (int) (first + q * step + i * down);
                int w = (int) weight(o, i, 0);
                for (int j = firstTaps[q]; j < endTaps[q]; j++) {
                    sum += input[x + j * along] * weights[w + j];
                }
            }
            sums[q] = sum;
        }
    }

    private long firstInput(int n, int o, int p, int q) {
        return in.plane(n, o / workload.multiplier())
                + rows.firstInput(p) * in.row()
                + columns.firstInput(q) * in.pixel();
    }

    private void row(
            MemorySegment input,
            MemorySegment weights,
            float shift,
            MemorySegment output,
            int n,
            int o,
            int p) {
        boolean filling = o >= workload.outputChannels();
        long to = out.plane(n, o) + p * out.row();
        for (int q = 0; q < columns.out(); q++) {
            float value = filling ? 0 : clamp(sum(input, weights, n, o, p, q) + shift);
            output.setAtIndex(FLOAT, to + q * out.pixel(), value);
        }
    }

    private float clamp(float value) {
        // As vectors are clamped: NaN stays, and so does the sign of a zero.
        Epilogue epilogue = workload.epilogue();
        if (value < epilogue.low()) {
            return epilogue.low();
        }
        return value > epilogue.high() ? epilogue.high() : value;
    }

    private float sum(MemorySegment input, MemorySegment weights, int n, int o, int p, int q) {
        // Where the first tap is, perhaps on the padding.
        long from = firstInput(n, o, p, q);
        long down = rows.dilation() * in.row();
        long along = columns.dilation() * in.pixel();
        int endRow = rows.endTap(p);
        int firstColumn = columns.firstTap(q);
        int endColumn = columns.endTap(q);
        float sum = 0;
        for (int i = rows.firstTap(p); i < endRow; i++) {
            for (int j = firstColumn; j < endColumn; j++) {
                sum +=
                        input.getAtIndex(FLOAT, from + i * down + j * along)
                                * weights.getAtIndex(FLOAT, weight(o, i, j));
            }
        }
        return sum;
    }

    private long weight(int o, int i, int j) {
        return ((long) o * rows.kernel() + i) * columns.kernel() + j;
    }
}
