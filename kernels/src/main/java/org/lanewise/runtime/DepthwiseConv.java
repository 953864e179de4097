package org.lanewise.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.time.Duration;
import org.lanewise.compile.CompiledKernel;
import org.lanewise.kernel.DepthwiseKernel;
import org.lanewise.kernel.KernelBuffers;
import org.lanewise.schedule.Access;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/**
 * One convolution with its weights, ready to run: computes the workload's formula ({@link
 * Workload}) on native memory. Thread-safe: any number of threads may {@link #run} it on outputs of
 * their own. Close it when no thread uses it any more.
 */
public final class DepthwiseConv implements AutoCloseable {
    private final LegalSchedule legal;
    private final DepthwiseKernel kernel;
    private final Arena arena;
    private final MemorySegment weights;
    private final MemorySegment bias;
    private final long inputBytes;
    private final long outputBytes;

    DepthwiseConv(CompiledKernel compiled, float[] weights, float[] bias) {
        this.legal = compiled.source().source();
        this.kernel = compiled.kernel();
        checkLength("weights", weights.length, legal.workload().weightElements());
        checkLength(
                "bias",
                bias.length,
                legal.workload().epilogue().bias() ? legal.workload().outputChannels() : 0);
        this.arena = Arena.ofShared();
        this.weights = KernelBuffers.weights(arena, legal, weights);
        this.bias = KernelBuffers.bias(arena, legal, bias);
        this.inputBytes = legal.workload().inputElements() * Float.BYTES;
        this.outputBytes = legal.workload().outputElements() * Float.BYTES;
    }

    private void checkLength(String what, long actual, long expected) {
        if (actual != expected) {
            throw new IllegalArgumentException(
                    "The "
                            + what
                            + " of "
                            + legal.workload()
                            + " must have "
                            + expected
                            + " floats but have "
                            + actual
                            + ".");
        }
    }

    /** What is computed. */
    public Workload workload() {
        return legal.workload();
    }

    /** How it is computed. */
    public Schedule schedule() {
        return legal.schedule();
    }

    /**
     * Convolves. Allocates nothing. For full speed both tensors should begin at a multiple of 64
     * bytes.
     *
     * @param input native memory with {@link Workload#inputElements()} floats in the workload's
     *     layout
     * @param output native memory for {@link Workload#outputElements()} floats in the workload's
     *     layout, not overlapping
     * @throws IllegalArgumentException if a tensor is too small, on the heap, or read-only where it
     *     is written
     * @throws IllegalStateException if a tensor's arena or this convolution is closed
     */
    public void run(MemorySegment input, MemorySegment output) {
        check("input", input, inputBytes);
        check("output", output, outputBytes);
        if (output.isReadOnly()) {
            throw new IllegalArgumentException("The output segment is read-only.");
        }
        checkAlive("convolution", weights);
        try {
            kernel.run(input, weights, bias, output, 0, kernel.tasks());
        } finally {
            // Raw access does not keep the arenas alive by itself.
            Reference.reachabilityFence(input);
            Reference.reachabilityFence(output);
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Runs on memory of its own until the JIT has compiled the kernel.
     *
     * @param limit longest time to spend
     */
    public WarmUp.Result warmUp(Duration limit) {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment input = KernelBuffers.allocate(scratch, workload().inputElements());
            MemorySegment output = KernelBuffers.allocate(scratch, workload().outputElements());
            return WarmUp.run(kernel, input, weights, bias, output, limit);
        }
    }

    private void check(String what, MemorySegment segment, long bytes) {
        if (segment.byteSize() < bytes) {
            throw new IllegalArgumentException(
                    "The "
                            + what
                            + " of "
                            + workload()
                            + " needs "
                            + bytes
                            + " bytes but the segment has "
                            + segment.byteSize()
                            + ".");
        }
        if (!segment.isNative() && schedule().access() == Access.RAW) {
            throw new IllegalArgumentException(
                    "The "
                            + what
                            + " is on the heap; this kernel needs native memory, such as Arena.allocate gives.");
        }
        checkAlive(what, segment);
    }

    private static void checkAlive(String what, MemorySegment segment) {
        if (!segment.scope().isAlive()) {
            throw new IllegalStateException("The " + what + " is closed already.");
        }
    }

    /** Frees the packed weights. */
    @Override
    public void close() {
        arena.close();
    }
}
