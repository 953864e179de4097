package org.lanewise.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.lanewise.kernel.DepthwiseKernel;
import org.lanewise.kernel.KernelBuffers;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.threads.Parallelism;
import org.lanewise.workload.Workload;

/**
 * One convolution with its weights, ready to run: computes the workload's formula ({@link
 * Workload}). Thread-safe: any number of threads may {@link #run} it on outputs of their own. Close
 * it when no thread uses it any more.
 *
 * <p>Kernels work on native memory alone. A tensor on the heap is copied there and back: its
 * vectors would straddle cache lines, which costs as much as the copy, and a kernel that has seen
 * both kinds of memory is slower on either. Runs allocate nothing; a run on the heap keeps two
 * tensors of native memory for the next one.
 */
public final class DepthwiseConv implements AutoCloseable {
    /** Any thread but the caller; it never runs. */
    private static final Thread ANOTHER = Thread.ofPlatform().unstarted(() -> {});

    private final ConvKernel chosen;
    private final DepthwiseKernel kernel;
    private final Arena arena;
    private final MemorySegment weights;
    private final MemorySegment bias;
    private final TensorChecks checks;
    private final Scratch scratch;
    private final Parallelism parallelism;
    private final int threads;
    private final String explanation;

    DepthwiseConv(
            ConvKernel chosen,
            float[] weights,
            float[] bias,
            Parallelism parallelism,
            int mostThreads,
            String explanation) {
        Workload workload = chosen.workload();
        TensorChecks.length(workload, "weights", weights.length, workload.weightElements());
        TensorChecks.length(
                workload,
                "bias",
                bias.length,
                workload.epilogue().bias() ? workload.outputChannels() : 0);
        this.chosen = chosen;
        this.kernel = chosen.kernel();
        this.parallelism = parallelism;
        this.threads = Math.min(Math.min(mostThreads, parallelism.threads()), kernel.tasks());
        this.explanation = explanation;
        this.checks = new TensorChecks(workload);
        this.arena = Arena.ofShared();
        this.weights = chosen.weights(arena, weights);
        this.bias = chosen.bias(arena, bias);
        this.scratch = new Scratch(arena, workload.inputElements(), workload.outputElements());
    }

    /** What is computed. */
    public Workload workload() {
        return chosen.workload();
    }

    /** How it is computed; empty for the scalar kernel. */
    public Optional<Schedule> schedule() {
        return chosen.legal().map(LegalSchedule::schedule);
    }

    /** One sentence: which kernel this is, and why this one. */
    public String explain() {
        return explanation;
    }

    /**
     * Most threads that compute one run, the caller included: 1 for a layer too small to share out,
     * whatever {@link Parallelism} was asked for.
     */
    public int threads() {
        return threads;
    }

    /**
     * Convolves. Allocates nothing. For full speed both tensors should be native and begin at a
     * multiple of 64 bytes. Where several threads take part, tensors of a confined arena are shared
     * with them only if the schedule's access is raw; otherwise the caller computes alone.
     *
     * @param input at least {@link Workload#inputElements()} floats in the workload's layout
     * @param output for at least {@link Workload#outputElements()} floats in the workload's layout,
     *     not overlapping
     * @throws IllegalArgumentException if a tensor is too small or misaligned, if the two overlap,
     *     or if the output is read-only
     * @throws IllegalStateException if a tensor's arena or this convolution is closed
     */
    public void run(MemorySegment input, MemorySegment output) {
        checks.segments(input, output);
        checkOpen();
        if (input.isNative() && output.isNative()) {
            convolve(input, output);
        } else {
            runOnCopies(input, output);
        }
    }

    /**
     * Convolves arrays, by way of native copies. Allocates nothing once as many threads have run at
     * a time as ever will.
     *
     * @param input at least {@link Workload#inputElements()} floats in the workload's layout
     * @param output for at least {@link Workload#outputElements()} floats in the workload's layout
     * @throws IllegalArgumentException if an array is too short
     * @throws IllegalStateException if this convolution is closed
     */
    public void run(float[] input, float[] output) {
        checks.arrays(input, output);
        checkOpen();
        Scratch.Pair copies = scratch.borrow();
        try {
            int in = (int) workload().inputElements();
            int out = (int) workload().outputElements();
            MemorySegment.copy(input, 0, copies.input(), ValueLayout.JAVA_FLOAT, 0, in);
            convolve(copies.input(), copies.output());
            MemorySegment.copy(copies.output(), ValueLayout.JAVA_FLOAT, 0, output, 0, out);
        } finally {
            scratch.giveBack(copies);
        }
    }

    private void runOnCopies(MemorySegment input, MemorySegment output) {
        Scratch.Pair copies = scratch.borrow();
        try {
            if (!input.isNative()) {
                MemorySegment.copy(input, 0, copies.input(), 0, copies.input().byteSize());
            }
            convolve(
                    input.isNative() ? input : copies.input(),
                    output.isNative() ? output : copies.output());
            if (!output.isNative()) {
                MemorySegment.copy(copies.output(), 0, output, 0, copies.output().byteSize());
            }
        } finally {
            scratch.giveBack(copies);
        }
    }

    private void convolve(MemorySegment input, MemorySegment output) {
        try {
            parallelism.run(
                    kernel, input, weights, bias, output, shareable(input, output) ? threads : 1);
        } finally {
            // Raw access does not keep the arenas alive by itself.
            Reference.reachabilityFence(input);
            Reference.reachabilityFence(output);
            Reference.reachabilityFence(this);
        }
    }

    /** Checked accesses refuse other threads the memory of a confined arena. */
    private boolean shareable(MemorySegment input, MemorySegment output) {
        return threads == 1
                || chosen.raw()
                || (input.isAccessibleBy(ANOTHER) && output.isAccessibleBy(ANOTHER));
    }

    private void checkOpen() {
        if (!weights.scope().isAlive()) {
            throw new IllegalStateException("The convolution is closed already.");
        }
    }

    /**
     * Runs on memory of its own until the JIT has compiled the kernel and the way to it. The
     * threads that take part are woken by it and stay awake for a while.
     *
     * @param limit longest time to spend
     */
    public WarmUp.Result warmUp(Duration limit) {
        return warmUp(limit, (elapsed, bytesPerCall) -> {});
    }

    /**
     * The same, watched.
     *
     * @param limit longest time to spend
     * @param progress hears of each round, in the calling thread
     */
    public WarmUp.Result warmUp(Duration limit, WarmUp.Progress progress) {
        long start = System.nanoTime();
        // A directive changes nothing for what is compiled already.
        JitSetup.ensure();
        WarmUp.Result kernelAlone = kernelAlone(Arena.ofConfined(), limit, progress);
        // Checked access is compiled for the memory it has seen. Code that has not seen both kinds
        // is thrown away by the first tensor of the other, and interpreted from then on.
        if (!chosen.raw() && kernelAlone instanceof WarmUp.Result.Ready(double millis)) {
            Duration left = limit.minusNanos(System.nanoTime() - start);
            kernelAlone = kernelAlone(Arena.ofShared(), left, progress).after(millis);
        }
        Duration left = limit.minusNanos(System.nanoTime() - start);
        return switch (kernelAlone) {
            case WarmUp.Result.StillSlow slow -> slow;
            case WarmUp.Result.Ready(double millis) -> settle(left).after(millis);
        };
    }

    private WarmUp.Result kernelAlone(Arena memory, Duration limit, WarmUp.Progress progress) {
        try (memory) {
            return WarmUp.run(
                    kernel, input(memory), weights, bias, output(memory), limit, progress);
        }
    }

    private WarmUp.Result settle(Duration limit) {
        try (Arena memory = threads > 1 ? Arena.ofShared() : Arena.ofConfined()) {
            MemorySegment input = input(memory);
            MemorySegment output = output(memory);
            return WarmUp.settle(() -> run(input, output), threads > 1, limit);
        }
    }

    private MemorySegment input(Arena memory) {
        return KernelBuffers.allocate(memory, workload().inputElements());
    }

    private MemorySegment output(Arena memory) {
        return KernelBuffers.allocate(memory, workload().outputElements());
    }

    /**
     * Warms up in a thread of its own, so that the application can do something else meanwhile, or
     * run the convolution, slowly at first. Do not close the convolution before the future is done.
     *
     * @param limit longest time to spend
     */
    public CompletableFuture<WarmUp.Result> ready(Duration limit) {
        CompletableFuture<WarmUp.Result> result = new CompletableFuture<>();
        Runnable work =
                () -> {
                    try {
                        result.complete(warmUp(limit));
                    } catch (RuntimeException | Error failed) {
                        result.completeExceptionally(failed);
                    }
                };
        Thread.ofPlatform().daemon().name("lanewise-warm-up").start(work);
        return result;
    }

    /** Frees the packed weights and the native copies of tensors. */
    @Override
    public void close() {
        arena.close();
    }
}
