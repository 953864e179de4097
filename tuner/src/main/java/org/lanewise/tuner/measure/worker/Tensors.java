package org.lanewise.tuner.measure.worker;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.workload.Workload;

/** Input, output and right answer of one workload. */
final class Tensors implements AutoCloseable {
    private static final long SEED = 2020;

    private final Workload workload;
    private final float[] weights;
    private final float[] bias;
    private final Reference reference;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment input;
    private final MemorySegment output;

    /**
     * Makes them.
     *
     * @throws MeasureException if this JVM has too little memory for them
     */
    Tensors(Workload workload) {
        this.workload = workload;
        try {
            // The input on the heap is not kept: a large one is larger than all the rest.
            SeededData data = SeededData.of(workload, SEED);
            weights = data.weights();
            bias = data.bias();
            reference = Reference.sampled(workload, data);
            input = KernelBuffers.copyOf(arena, data.input());
            output = KernelBuffers.allocate(arena, workload.outputElements());
        } catch (OutOfMemoryError tooLarge) {
            arena.close();
            throw new MeasureException(
                    "The tensors of "
                            + workload
                            + " need more memory than a JVM has here; measure on a larger machine.",
                    tooLarge);
        }
    }

    Workload workload() {
        return workload;
    }

    /** As frameworks hold them. */
    float[] weights() {
        return weights;
    }

    float[] bias() {
        return bias;
    }

    MemorySegment input() {
        return input;
    }

    MemorySegment output() {
        return output;
    }

    /** Memory that they take. */
    long bytes() {
        return input.byteSize() + output.byteSize();
    }

    /** Makes sure that no earlier kernel's answer is taken for the next one's. */
    void spoilOutput() {
        output.fill((byte) 0xFF);
    }

    /** What is wrong with the output, empty if nothing. */
    String verdict() {
        return reference.verdict(output);
    }

    @Override
    public void close() {
        arena.close();
    }
}
