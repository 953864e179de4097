package org.lanewise.runtime;

import java.lang.foreign.MemorySegment;
import org.lanewise.workload.Workload;

/** What is checked of tensors before any memory is touched; the kernels check nothing. */
final class TensorChecks {
    private final Workload workload;
    private final long inputBytes;
    private final long outputBytes;

    TensorChecks(Workload workload) {
        this.workload = workload;
        this.inputBytes = workload.inputElements() * Float.BYTES;
        this.outputBytes = workload.outputElements() * Float.BYTES;
    }

    void segments(MemorySegment input, MemorySegment output) {
        tensor("input", input, inputBytes);
        tensor("output", output, outputBytes);
        if (output.isReadOnly()) {
            throw new IllegalArgumentException("The output segment is read-only.");
        }
        if (input.isNative() && output.isNative() && overlap(input.address(), output.address())) {
            throw new IllegalArgumentException(
                    "The output of "
                            + workload
                            + " overlaps its input; give it memory of its own.");
        }
    }

    void arrays(float[] input, float[] output) {
        size("input", (long) input.length * Float.BYTES, inputBytes);
        size("output", (long) output.length * Float.BYTES, outputBytes);
    }

    private boolean overlap(long input, long output) {
        return input < output + outputBytes && output < input + inputBytes;
    }

    private void tensor(String what, MemorySegment segment, long bytes) {
        size(what, segment.byteSize(), bytes);
        if (segment.isNative() && segment.address() % Float.BYTES != 0) {
            throw new IllegalArgumentException(
                    "The "
                            + what
                            + " of "
                            + workload
                            + " does not begin at a multiple of 4 bytes, as floats do; allocate it"
                            + " with an alignment of 64.");
        }
        if (!segment.scope().isAlive()) {
            throw new IllegalStateException("The " + what + " is closed already.");
        }
    }

    private void size(String what, long actual, long needed) {
        if (actual < needed) {
            throw new IllegalArgumentException(
                    "The "
                            + what
                            + " of "
                            + workload
                            + " needs "
                            + needed
                            + " bytes but has "
                            + actual
                            + ".");
        }
    }

    static void length(Workload workload, String what, long actual, long expected) {
        if (actual != expected) {
            throw new IllegalArgumentException(
                    "The "
                            + what
                            + " of "
                            + workload
                            + " must have "
                            + expected
                            + " floats but have "
                            + actual
                            + ".");
        }
    }
}
