package org.lanewise.tuner.peers.worker;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.lanewise.reference.SeededData;
import org.lanewise.tuner.peers.Contender;
import org.lanewise.tuner.peers.Entrant;
import org.lanewise.tuner.peers.Task;
import org.lanewise.workload.Epilogue;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Line;
import org.lanewise.workload.TensorStrides;
import org.lanewise.workload.Workload;

/**
 * What one writes without the Vector API: loops over {@code float[]}, the innermost along memory,
 * so that C2 makes vectors of it by itself where it can.
 */
final class PlainJava implements Contender {
    /** C2 compiles the loops within it. */
    private static final long WARM_UP_NANOS = 1_000_000_000;

    private final Workload workload;
    private final boolean parallel;
    private final Line rows;
    private final Line columns;
    private final TensorStrides in;
    private final TensorStrides out;
    private final int together;
    private final int units;
    private final float[] input;
    private final float[] weights;
    private final float[] bias;
    private final float[] output;

    /** Not warmed up. */
    PlainJava(Task task) {
        workload = task.workload();
        parallel = task.threads() > 1;
        rows = workload.rows();
        columns = workload.columns();
        Layout layout = workload.layout();
        in = layout.strides(workload.channels(), workload.input());
        out = layout.strides(workload.outputChannels(), workload.output());
        together = layout.contiguousChannels(workload.outputChannels());
        units = Math.ceilDiv(workload.outputChannels(), together);
        SeededData data = task.data();
        input = data.input();
        weights = layout.channelsTogether() ? channelsLast(data.weights()) : data.weights();
        bias = workload.epilogue().bias() ? data.bias() : new float[workload.outputChannels()];
        output = new float[Math.toIntExact(workload.outputElements())];
    }

    static Entrant entrant(Task task) {
        return new Entrant(Entrant.PLAIN_JAVA, () -> open(task));
    }

    static PlainJava open(Task task) {
        PlainJava plain = new PlainJava(task);
        long end = System.nanoTime() + WARM_UP_NANOS;
        do {
            plain.run();
        } while (System.nanoTime() < end);
        return plain;
    }

    /** From {@code (o, tap)} to {@code (tap, o)}. */
    private float[] channelsLast(float[] weights) {
        int channels = workload.outputChannels();
        int taps = Math.toIntExact(workload.taps());
        float[] turned = new float[weights.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = weights[i % channels * taps + i / channels];
        }
        return turned;
    }

    @Override
    public String implementation() {
        return "loops over float[]";
    }

    @Override
    public void run() {
        IntStream all = IntStream.range(0, workload.batch() * units * rows.out());
        if (parallel) {
            all.parallel().forEach(this::row);
        } else {
            all.forEach(this::row);
        }
    }

    @Override
    public float[] output() {
        return output.clone();
    }

    @Override
    public void close() {
        // The arrays go with this object.
    }

    /** One row of outputs of the channels that lie together. */
    private void row(int task) {
        int p = task % rows.out();
        int unit = task / rows.out() % units;
        int n = task / rows.out() / units;
        if (!workload.layout().channelsTogether()) {
            plane(n, unit, p);
            return;
        }
        int first = unit * together;
        int channels = Math.min(together, workload.outputChannels() - first);
        for (int q = 0; q < columns.out(); q++) {
            pixel(n, first, channels, p, q);
        }
    }

    private void pixel(int n, int first, int channels, int p, int q) {
        int at = (int) (out.plane(n, first) + p * out.row() + q * out.pixel());
        System.arraycopy(bias, first, output, at, channels);
        int skipped = first / workload.multiplier();
        long plane = in.plane(n, skipped);
        for (int i = rows.firstTap(p); i < rows.endTap(p); i++) {
            long y = rows.firstInput(p) + (long) i * rows.dilation();
            for (int j = columns.firstTap(q); j < columns.endTap(q); j++) {
                long x = columns.firstInput(q) + (long) j * columns.dilation();
                int from = (int) (plane + y * in.row() + x * in.pixel());
                int tap = (i * columns.kernel() + j) * workload.outputChannels() + first;
                if (workload.multiplier() == 1) {
                    addChannels(at, from, tap, channels);
                } else {
                    addMultiplied(at, from - skipped, tap, first, channels);
                }
            }
        }
        clamp(at, channels);
    }

    private void addChannels(int at, int from, int tap, int channels) {
        for (int c = 0; c < channels; c++) {
            output[at + c] += input[from + c] * weights[tap + c];
        }
    }

    private void addMultiplied(int at, int from, int tap, int first, int channels) {
        int multiplier = workload.multiplier();
        for (int c = 0; c < channels; c++) {
            output[at + c] += input[from + (first + c) / multiplier] * weights[tap + c];
        }
    }

    private void plane(int n, int o, int p) {
        int at = (int) (out.plane(n, o) + p * out.row());
        Arrays.fill(output, at, at + columns.out(), bias[o]);
        long plane = in.plane(n, o / workload.multiplier());
        for (int i = rows.firstTap(p); i < rows.endTap(p); i++) {
            long y = rows.firstInput(p) + (long) i * rows.dilation();
            for (int j = 0; j < columns.kernel(); j++) {
                float weight = weights[(o * rows.kernel() + i) * columns.kernel() + j];
                addColumns(at, plane + y * in.row(), j, weight);
            }
        }
        clamp(at, columns.out());
    }

    /** One tap of a row, for all outputs whose pixel is on the image. */
    private void addColumns(int at, long row, int tap, float weight) {
        long right = (long) tap * columns.dilation() - columns.before();
        int stride = columns.stride();
        int first = (int) Math.max(0, Math.ceilDiv(-right, (long) stride));
        int end = (int) Math.min(columns.out(), Math.ceilDiv(columns.in() - right, (long) stride));
        int from = (int) (row + right);
        if (stride == 1) {
            for (int q = first; q < end; q++) {
                output[at + q] += input[from + q] * weight;
            }
        } else {
            for (int q = first; q < end; q++) {
                output[at + q] += input[from + q * stride] * weight;
            }
        }
    }

    private void clamp(int at, int elements) {
        Epilogue epilogue = workload.epilogue();
        if (epilogue.clampsLow() || epilogue.clampsHigh()) {
            for (int i = at; i < at + elements; i++) {
                output[i] = Math.max(epilogue.low(), Math.min(epilogue.high(), output[i]));
            }
        }
    }
}
