package org.lanewise.reference;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.lanewise.workload.Line;
import org.lanewise.workload.TensorStrides;
import org.lanewise.workload.Workload;

/**
 * The right answer in double precision, and how far a float32 kernel may be from it: {@code (kh*kw
 * + 2) * (2^-23 * sum |x*w| + 2^-149)}, the bias counted as one more product. Holds all outputs, or
 * a sample of them. Immutable and thread-safe once made.
 */
public final class Reference {
    private static final double ROUNDING = 0x1p-23;

    private final Workload workload;
    private final Line rows;
    private final Line columns;
    private final TensorStrides in;
    private final TensorStrides out;

    /** Where the outputs of a sample lie in memory, in elements; empty for all outputs. */
    private final long[] places;

    private final double[] expected;
    private final double[] bound;
    private int kept;

    private Reference(Workload workload, SeededData data, Sample sample) {
        this.workload = workload;
        rows = workload.rows();
        columns = workload.columns();
        in = workload.layout().strides(workload.channels(), workload.input());
        out = workload.layout().strides(workload.outputChannels(), workload.output());
        int outputs = Math.toIntExact(sample.count());
        places = new long[sample.isAll() ? 0 : outputs];
        expected = new double[outputs];
        bound = new double[outputs];
        sample.forEach((image, channel, row, column) ->
                compute(data, at(image, channel, row, column), image, channel, row, column));
    }

    /**
     * Computes the answer for some data.
     *
     * @param data input in the workload's layout, weights as frameworks hold them
     */
    public static Reference of(Workload workload, SeededData data) {
        return new Reference(workload, data, Sample.all(workload));
    }

    /**
     * Computes the answer for some data, of a large workload only a part: it takes a second at the
     * most. First and last rows, columns and channels are always in it, others by chance, but the
     * same each time.
     *
     * @param data input in the workload's layout, weights as frameworks hold them
     */
    public static Reference sampled(Workload workload, SeededData data) {
        return new Reference(workload, data, Sample.of(workload));
    }

    /** Where to keep an output. */
    private int at(int image, int channel, int row, int column) {
        int block = workload.layout().block();
        long place =
                image * out.image()
                        + channel / block * out.channelBlock()
                        + channel % block
                        + row * out.row()
                        + column * out.pixel();
        if (places.length == 0) {
            return (int) place;
        }
        places[kept] = place;
        return kept++;
    }

    private void compute(SeededData data, int at, int n, int o, int p, int q) {
        if (o >= workload.outputChannels()) {
            // The filling of the last block is zero, exactly.
            return;
        }
        int c = o / workload.multiplier();
        int block = workload.layout().block();
        long plane = n * in.image() + c / block * in.channelBlock() + c % block;
        double sum = 0;
        double magnitude = 0;
        for (int i = rows.firstTap(p); i < rows.endTap(p); i++) {
            long row = plane + (rows.firstInput(p) + (long) i * rows.dilation()) * in.row();
            for (int j = columns.firstTap(q); j < columns.endTap(q); j++) {
                long x = columns.firstInput(q) + (long) j * columns.dilation();
                int weight = (o * rows.kernel() + i) * columns.kernel() + j;
                double product =
                        (double) data.input()[(int) (row + x * in.pixel())]
                                * data.weights()[weight];
                sum += product;
                magnitude += Math.abs(product);
            }
        }
        double bias = workload.epilogue().bias() ? data.bias()[o] : 0;
        expected[at] = workload.epilogue().apply(sum, bias);
        double rounding = ROUNDING * (magnitude + Math.abs(bias)) + Float.MIN_VALUE;
        bound[at] = (workload.taps() + 2.0) * rounding;
    }

    /** How many outputs are compared. */
    public int compared() {
        return expected.length;
    }

    /**
     * The answer, in the workload's layout; zero in the filling of the last channel block.
     *
     * @param index of an output in memory; of a sample one that is in it
     */
    public double expected(int index) {
        return expected[find(index)];
    }

    private int find(int index) {
        return places.length == 0
                ? index
                : IntStream.range(0, places.length)
                        .filter(at -> places[at] == index)
                        .findFirst()
                        .orElseThrow();
    }

    private long place(int at) {
        return places.length == 0 ? at : places[at];
    }

    private float value(MemorySegment actual, int at) {
        return actual.getAtIndex(ValueLayout.JAVA_FLOAT, place(at));
    }

    private OptionalInt firstWrongIn(MemorySegment actual) {
        for (int at = 0; at < expected.length; at++) {
            if (!isRight(value(actual, at), at)) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    private boolean isRight(float actual, int at) {
        return Double.isFinite(expected[at])
                ? Math.abs(actual - expected[at]) <= bound[at]
                : actual == expected[at] || (Float.isNaN(actual) && Double.isNaN(expected[at]));
    }

    /**
     * What is wrong with an output, in one sentence; empty if nothing is.
     *
     * @param actual the output, in the workload's layout
     */
    public String verdict(MemorySegment actual) {
        OptionalInt wrong = firstWrongIn(actual);
        return wrong.isEmpty() ? "" : words(wrong.getAsInt(), value(actual, wrong.getAsInt()));
    }

    /**
     * Index of an element that is further from the answer than rounding explains; of all outputs
     * the first one. Where the answer is NaN or infinite, only the same will do.
     */
    public OptionalInt firstWrong(float[] actual) {
        OptionalInt wrong = firstWrongIn(MemorySegment.ofArray(actual));
        return wrong.isEmpty() ? wrong : OptionalInt.of((int) place(wrong.getAsInt()));
    }

    /** One sentence about a wrong element. */
    public String describe(int index, float actual) {
        return words(find(index), actual);
    }

    private String words(int at, float actual) {
        return "element "
                + place(at)
                + " is "
                + actual
                + " but should be "
                + expected[at]
                + " within "
                + bound[at];
    }
}
