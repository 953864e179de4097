package org.lanewise.tuner.peers.verify;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.workload.Workload;

/**
 * The right outputs of a layer: all of them, or, where computing all takes many seconds, a sample.
 */
final class Truth {
    private static final long MOST_FLOPS = 2_000_000_000;

    private final Reference reference;
    private final boolean whole;

    private Truth(Reference reference, boolean whole) {
        this.reference = reference;
        this.whole = whole;
    }

    static Truth of(Workload workload, SeededData data) {
        boolean whole = workload.flops() <= MOST_FLOPS;
        return new Truth(
                whole ? Reference.of(workload, data) : Reference.sampled(workload, data), whole);
    }

    /** What is wrong with an output, in one sentence; empty if nothing is. */
    String verdict(MemorySegment output) {
        return reference.verdict(output);
    }

    /** The largest distance from the right output; -1 if only a sample is known, or it is none. */
    double error(MemorySegment output) {
        if (!whole) {
            return -1;
        }
        double largest = 0;
        for (int i = 0; i < reference.compared(); i++) {
            double actual = output.getAtIndex(ValueLayout.JAVA_FLOAT, i);
            double error = Math.abs(actual - reference.expected(i));
            // Equal infinities are right, and their difference is no number.
            if (actual != reference.expected(i)) {
                largest = Math.max(largest, error);
            }
        }
        return Double.isFinite(largest) ? largest : -1;
    }
}
