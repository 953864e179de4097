package org.lanewise.shared;

import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.workload.Workload;

/** The sum of absolute products behind each output, which rounding errors are measured by. */
final class Magnitudes {
    private Magnitudes() {}

    /** One number an output in NCHW order: the answer for the absolute values of all data. */
    static double[] of(VectorCase vector) {
        Workload workload = vector.workload();
        Reference reference =
                Reference.of(
                        workload,
                        new SeededData(
                                absolute(vector.x()), absolute(vector.w()), absolute(vector.b())));
        double[] magnitudes = new double[vector.y().length];
        for (int i = 0; i < magnitudes.length; i++) {
            magnitudes[i] = reference.expected(i);
        }
        return magnitudes;
    }

    private static float[] absolute(float[] values) {
        float[] absolute = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            absolute[i] = Math.abs(values[i]);
        }
        return absolute;
    }
}
