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
import org.lanewise.threads.Parallelism;
import org.lanewise.workload.Workload;

/**
 * One convolution with its weights, ready to run: computes the workload's formula ({@link
 * Workload}) on native memory. Thread-safe: any number of threads may {@link #run} it on outputs of
 * their own. Close it when no thread uses it any more.
 */
public final class DepthwiseConv implements AutoCloseable {
    /** Any thread but the caller; it never runs. */
    private static final Thread ANOTHER = Thread.ofPlatform().unstarted(() -> {});

    private final LegalSchedule legal;
    private final DepthwiseKernel kernel;
    private final Arena arena;
    private final MemorySegment weights;
    private final MemorySegment bias;
    private final long inputBytes;
    private final long outputBytes;
    private final Parallelism parallelism;
    private final int threads;

    DepthwiseConv(
            CompiledKernel compiled,
            float[] weights,
            float[] bias,
            Parallelism parallelism,
            int mostThreads) {
        this.legal = compiled.source().source();
        this.kernel = compiled.kernel();
        this.parallelism = parallelism;
        this.threads =
                Math.min(Math.min(mostThreads, parallelism.threads()), compiled.kernel().tasks());
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
     * Most threads that compute one run, the caller included: 1 for a layer too small to share out,
     * whatever {@link Parallelism} was asked for.
     */
    public int threads() {
        return threads;
    }

    /**
     * Convolves. Allocates nothing. For full speed both tensors should begin at a multiple of 64
     * bytes. Where several threads take part, tensors of a confined arena are shared with them only
     * if the schedule's access is raw; otherwise the caller computes alone.
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
            convolve(input, output);
        } finally {
            // Raw access does not keep the arenas alive by itself.
            Reference.reachabilityFence(input);
            Reference.reachabilityFence(output);
            Reference.reachabilityFence(this);
        }
    }

    private void convolve(MemorySegment input, MemorySegment output) {
        parallelism.run(
                kernel, input, weights, bias, output, shareable(input, output) ? threads : 1);
    }

    /** Checked accesses refuse other threads the memory of a confined arena. */
    private boolean shareable(MemorySegment input, MemorySegment output) {
        return schedule().access() == Access.RAW
                || (input.isAccessibleBy(ANOTHER) && output.isAccessibleBy(ANOTHER));
    }

    /**
     * Runs on memory of its own until the JIT has compiled the kernel and the way to it. The
     * threads that take part are woken by it and stay awake for a while.
     *
     * @param limit longest time to spend
     */
    public WarmUp.Result warmUp(Duration limit) {
        long start = System.nanoTime();
        try (Arena scratch = Arena.ofShared()) {
            MemorySegment input = KernelBuffers.allocate(scratch, workload().inputElements());
            MemorySegment output = KernelBuffers.allocate(scratch, workload().outputElements());
            WarmUp.Result kernelAlone = WarmUp.run(kernel, input, weights, bias, output, limit);
            Duration left = limit.minusNanos(System.nanoTime() - start);
            return switch (kernelAlone) {
                case WarmUp.Result.StillSlow slow -> slow;
                case WarmUp.Result.Ready(double millis) ->
                        WarmUp.settle(() -> run(input, output), threads > 1, left).after(millis);
            };
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
