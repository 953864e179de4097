package org.lanewise.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.lanewise.kernel.PackedWeights;
import org.lanewise.reference.ScalarKernel;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.workload.Workload;

/**
 * A kernel with weights and bias in memory, as it reads them.
 *
 * @param kernel computes with them
 * @param weights packed for it
 * @param bias likewise, {@link MemorySegment#NULL} for a workload without
 * @param threads most that share a run
 */
record Loaded(ConvKernel kernel, MemorySegment weights, MemorySegment bias, int threads) {
    /** A kernel is not split into more shares than it has tasks. */
    Loaded {
        threads = Math.min(threads, kernel.kernel().tasks());
    }

    /** Packs weights and bias for a kernel. */
    static Loaded of(
            ConvKernel kernel, Arena memory, float[] weights, float[] bias, int mostThreads) {
        return new Loaded(
                kernel, kernel.weights(memory, weights), kernel.bias(memory, bias), mostThreads);
    }

    /** The scalar kernel with the same weights and bias. */
    Loaded scalar(Arena memory, int mostThreads) {
        return new Loaded(
                ConvKernel.scalar(kernel.workload()),
                kernel.legal()
                        .map(legal -> KernelBuffers.copyOf(memory, unpacked(legal)))
                        .orElse(weights),
                kernel.legal()
                        .filter(legal -> legal.workload().epilogue().bias())
                        .map(legal -> KernelBuffers.copyOf(memory, unpackedBias(legal)))
                        .orElse(bias),
                mostThreads);
    }

    /** Computes all outputs in plain loops over arrays, by what was packed for a schedule. */
    void runPlainly(LegalSchedule legal, MemorySegment input, MemorySegment output) {
        Workload workload = kernel.workload();
        float[] result = new float[(int) workload.outputElements()];
        runPlainly(
                legal,
                input.asSlice(0, workload.inputElements() * Float.BYTES)
                        .toArray(ValueLayout.JAVA_FLOAT),
                result);
        MemorySegment.copy(result, 0, output, ValueLayout.JAVA_FLOAT, 0, result.length);
    }

    /** The same on arrays, which may be longer. */
    void runPlainly(LegalSchedule legal, float[] input, float[] output) {
        new ScalarKernel(kernel.workload())
                .run(input, unpacked(legal), unpackedBias(legal), output);
    }

    private float[] unpacked(LegalSchedule legal) {
        return PackedWeights.unpack(
                legal.workload(), legal.schedule(), weights.toArray(ValueLayout.JAVA_FLOAT));
    }

    /** Empty for a kernel without. */
    private float[] unpackedBias(LegalSchedule legal) {
        return legal.workload().epilogue().bias()
                ? PackedWeights.unpackBias(
                        legal.workload(), legal.schedule(), bias.toArray(ValueLayout.JAVA_FLOAT))
                : new float[0];
    }

    /** Computes one task completely. */
    void run(MemorySegment input, MemorySegment output, int task) {
        kernel.kernel().run(input, weights, bias, output, task, task + 1);
    }
}
