package org.lanewise.tuner.measure.worker;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalInt;
import org.lanewise.kernel.KernelBuffers;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.workload.Workload;

/** Input, output and right answer of one workload. */
final class Tensors implements AutoCloseable {
    private static final long SEED = 2020;

    private final Workload workload;
    private final SeededData data;
    private final Reference reference;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment input;
    private final MemorySegment output;

    Tensors(Workload workload) {
        this.workload = workload;
        this.data = SeededData.of(workload, SEED);
        this.reference = Reference.of(workload, data);
        this.input = KernelBuffers.copyOf(arena, data.input());
        this.output = KernelBuffers.allocate(arena, workload.outputElements());
    }

    Workload workload() {
        return workload;
    }

    SeededData data() {
        return data;
    }

    MemorySegment input() {
        return input;
    }

    MemorySegment output() {
        return output;
    }

    /** Makes sure that no earlier kernel's answer is taken for the next one's. */
    void spoilOutput() {
        output.fill((byte) 0xFF);
    }

    /** What is wrong with the output, empty if nothing. */
    String verdict() {
        float[] actual = output.toArray(ValueLayout.JAVA_FLOAT);
        OptionalInt wrong = reference.firstWrong(actual);
        return wrong.isEmpty()
                ? ""
                : reference.describe(wrong.getAsInt(), actual[wrong.getAsInt()]);
    }

    @Override
    public void close() {
        arena.close();
    }
}
