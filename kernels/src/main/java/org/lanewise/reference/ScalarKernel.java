package org.lanewise.reference;

import java.lang.foreign.MemorySegment;
import org.lanewise.kernel.DepthwiseKernel;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Line;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/**
 * The plain loop nest in float32: runs every workload in every layout on any JVM, slowly. Weights
 * and bias lie as frameworks hold them. A task is one output channel of one image, the filling of
 * the last channel block counted too. Thread-safe.
 */
public final class ScalarKernel implements DepthwiseKernel {
    private final Workload workload;
    private final Layout layout;
    private final Size in;
    private final Size out;
    private final int storedChannels;
    private final Line rows;
    private final Line columns;

    /** The kernel of a workload. */
    public ScalarKernel(Workload workload) {
        this.workload = workload;
        this.layout = workload.layout();
        this.in = workload.input();
        this.out = workload.output();
        this.rows = workload.rows();
        this.columns = workload.columns();
        this.storedChannels = layout.storedChannels(workload.outputChannels());
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
        int rows = Math.min(tiles, out.h());
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

    private void row(
            MemorySegment input,
            MemorySegment weights,
            float shift,
            MemorySegment output,
            int n,
            int o,
            int p) {
        boolean filling = o >= workload.outputChannels();
        for (int q = 0; q < out.w(); q++) {
            float value = filling ? 0 : clamp(sum(input, weights, n, o, p, q) + shift);
            output.setAtIndex(FLOAT, outputIndex(n, o, p, q), value);
        }
    }

    private long outputIndex(int n, int o, int p, int q) {
        return layout.index(storedChannels, out, n, o, p, q);
    }

    private float clamp(float value) {
        return Math.max(workload.epilogue().low(), Math.min(workload.epilogue().high(), value));
    }

    private float sum(MemorySegment input, MemorySegment weights, int n, int o, int p, int q) {
        int c = o / workload.multiplier();
        int top = (int) rows.firstInput(p);
        int left = (int) columns.firstInput(q);
        int endRow = rows.endTap(p);
        int endColumn = columns.endTap(q);
        int firstColumn = columns.firstTap(q);
        float sum = 0;
        for (int i = rows.firstTap(p); i < endRow; i++) {
            int y = top + i * rows.dilation();
            for (int j = firstColumn; j < endColumn; j++) {
                int x = left + j * columns.dilation();
                sum +=
                        input.getAtIndex(FLOAT, layout.index(workload.channels(), in, n, c, y, x))
                                * weights.getAtIndex(FLOAT, weight(o, i, j));
            }
        }
        return sum;
    }

    private long weight(int o, int i, int j) {
        return ((long) o * rows.kernel() + i) * columns.kernel() + j;
    }
}
