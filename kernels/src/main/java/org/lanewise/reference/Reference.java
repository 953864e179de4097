package org.lanewise.reference;

import java.util.OptionalInt;
import org.lanewise.workload.Line;
import org.lanewise.workload.Size;
import org.lanewise.workload.TensorStrides;
import org.lanewise.workload.Workload;

/**
 * The right answer in double precision, and how far a float32 kernel may be from it: {@code (kh*kw
 * + 2) * (2^-23 * sum |x*w| + 2^-149)}, the bias counted as one more product. Immutable and
 * thread-safe once made.
 */
public final class Reference {
    private static final double ROUNDING = 0x1p-23;

    private final Workload workload;
    private final TensorStrides in;
    private final TensorStrides out;
    private final double[] expected;
    private final double[] bound;

    private Reference(Workload workload) {
        this.workload = workload;
        this.in = workload.layout().strides(workload.channels(), workload.input());
        this.out = workload.layout().strides(workload.outputChannels(), workload.output());
        int elements = Math.toIntExact(workload.outputElements());
        this.expected = new double[elements];
        this.bound = new double[elements];
    }

    /**
     * Computes the answer for some data.
     *
     * @param data input in the workload's layout, weights as frameworks hold them
     */
    public static Reference of(Workload workload, SeededData data) {
        Reference reference = new Reference(workload);
        Size out = workload.output();
        for (int n = 0; n < workload.batch(); n++) {
            for (int o = 0; o < workload.outputChannels(); o++) {
                for (int p = 0; p < out.h(); p++) {
                    for (int q = 0; q < out.w(); q++) {
                        reference.compute(data, n, o, p, q);
                    }
                }
            }
        }
        return reference;
    }

    private void compute(SeededData data, int n, int o, int p, int q) {
        Line rows = workload.rows();
        Line columns = workload.columns();
        int c = o / workload.multiplier();
        double sum = 0;
        double magnitude = 0;
        for (int i = rows.firstTap(p); i < rows.endTap(p); i++) {
            int y = (int) rows.firstInput(p) + i * rows.dilation();
            for (int j = columns.firstTap(q); j < columns.endTap(q); j++) {
                int x = (int) columns.firstInput(q) + j * columns.dilation();
                int weight = (o * rows.kernel() + i) * columns.kernel() + j;
                double product =
                        (double) data.input()[(int) in.index(n, c, y, x)] * data.weights()[weight];
                sum += product;
                magnitude += Math.abs(product);
            }
        }
        double bias = workload.epilogue().bias() ? data.bias()[o] : 0;
        int index = (int) out.index(n, o, p, q);
        expected[index] = workload.epilogue().apply(sum, bias);
        double rounding = ROUNDING * (magnitude + Math.abs(bias)) + Float.MIN_VALUE;
        bound[index] = (workload.taps() + 2.0) * rounding;
    }

    /** The answer, in the workload's layout; zero in the filling of the last channel block. */
    public double expected(int index) {
        return expected[index];
    }

    /**
     * Index of the first element that is further from the answer than rounding explains. Where the
     * answer is NaN or infinite, only the same will do.
     */
    public OptionalInt firstWrong(float[] actual) {
        for (int i = 0; i < expected.length; i++) {
            boolean near = Math.abs(actual[i] - expected[i]) <= bound[i];
            if (!(Double.isFinite(expected[i]) ? near : same(actual[i], expected[i]))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean same(double one, double other) {
        return one == other || (Double.isNaN(one) && Double.isNaN(other));
    }

    /** One sentence about a wrong element. */
    public String describe(int index, float actual) {
        return "element "
                + index
                + " is "
                + actual
                + " but should be "
                + expected[index]
                + " within "
                + bound[index];
    }
}
