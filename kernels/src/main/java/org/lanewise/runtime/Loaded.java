package org.lanewise.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.lanewise.kernel.PackedWeights;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.tensor.KernelBuffers;

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
                kernel.legal().map(legal -> unpacked(legal, memory)).orElse(weights),
                kernel.legal()
                        .filter(legal -> legal.workload().epilogue().bias())
                        .map(legal -> unpackedBias(legal, memory))
                        .orElse(bias),
                mostThreads);
    }

    private MemorySegment unpacked(LegalSchedule legal, Arena memory) {
        float[] packed = weights.toArray(ValueLayout.JAVA_FLOAT);
        return KernelBuffers.copyOf(
                memory, PackedWeights.unpack(legal.workload(), legal.schedule(), packed));
    }

    private MemorySegment unpackedBias(LegalSchedule legal, Arena memory) {
        float[] packed = bias.toArray(ValueLayout.JAVA_FLOAT);
        return KernelBuffers.copyOf(
                memory, PackedWeights.unpackBias(legal.workload(), legal.schedule(), packed));
    }

    /** Computes one task completely. */
    void run(MemorySegment input, MemorySegment output, int task) {
        kernel.kernel().run(input, weights, bias, output, task, task + 1);
    }
}
