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
 * Workload}). Thread-safe: any number of threads may {@link #run} it on outputs of their own.
 *
 * <p>Once it is closed, every method but {@link #close} throws an {@link IllegalStateException} at
 * once. Closing waits for nobody: runs that are under way in other threads finish, and the last of
 * them frees the memory. The arenas of tensors are the caller's: keep them open until {@link #run}
 * has returned.
 *
 * <p>Kernels work on native memory alone. A tensor on the heap is copied there and back: its
 * vectors would straddle cache lines, which costs as much as the copy, and a kernel that has seen
 * both kinds of memory is slower on either. Runs allocate nothing; runs on the heap keep native
 * memory for the next ones, two tensors for each that ran at the same time, at most as many as
 * there are processors.
 */
public final class DepthwiseConv implements AutoCloseable {
    /** Any thread but the caller; it never runs. */
    private static final Thread ANOTHER = Thread.ofPlatform().unstarted(() -> {});

    private final Selection selection;
    private final ConvKernel chosen;
    private final DepthwiseKernel kernel;
    private final Lifetime lifetime;
    private final MemorySegment weights;
    private final MemorySegment bias;
    private final TensorChecks checks;
    private final HeapCopies copies;
    private final Parallelism parallelism;
    private final int threads;

    DepthwiseConv(
            Selection selection,
            float[] weights,
            float[] bias,
            Parallelism parallelism,
            int mostThreads) {
        this.selection = selection;
        this.chosen = selection.kernel();
        Workload workload = chosen.workload();
        TensorChecks.length(workload, "weights", weights.length, workload.weightElements());
        TensorChecks.length(
                workload,
                "bias",
                bias.length,
                workload.epilogue().bias() ? workload.outputChannels() : 0);
        this.kernel = chosen.kernel();
        this.parallelism = parallelism;
        this.threads = Math.min(Math.min(mostThreads, parallelism.threads()), kernel.tasks());
        this.checks = new TensorChecks(workload);
        Arena arena = Arena.ofShared();
        this.lifetime = new Lifetime("The convolution is closed already.", arena::close);
        try {
            this.weights = chosen.weights(arena, weights);
            this.bias = chosen.bias(arena, bias);
        } catch (RuntimeException | Error failed) {
            arena.close();
            throw failed;
        }
        this.copies = new HeapCopies(arena, workload.inputElements(), workload.outputElements());
    }

    /** What is computed. */
    public Workload workload() {
        lifetime.checkOpen();
        return chosen.workload();
    }

    /** How it is computed; empty for the scalar kernel. */
    public Optional<Schedule> schedule() {
        lifetime.checkOpen();
        return chosen.legal().map(LegalSchedule::schedule);
    }

    /**
     * Which kernel this is, and why this one, in a sentence; and in a second one, if so, why it
     * takes longer than elsewhere to reach full speed.
     */
    public String explain() {
        lifetime.checkOpen();
        return explanation(selection);
    }

    static String explanation(Selection selection) {
        Optional<String> slow =
                selection.kernel().legal().isPresent() ? JitSetup.lack() : Optional.empty();
        return selection.words() + slow.map(sentence -> " " + sentence).orElse("");
    }

    /**
     * Most threads that compute one run, the caller included: 1 for a layer too small to share out,
     * whatever {@link Parallelism} was asked for.
     */
    public int threads() {
        lifetime.checkOpen();
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
        int place = lifetime.enter();
        try {
            checks.segments(input, output);
            if (input.isNative() && output.isNative()) {
                convolve(input, output);
            } else {
                runOnCopies(input, output);
            }
        } finally {
            lifetime.leave(place);
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
        int place = lifetime.enter();
        try {
            checks.arrays(input, output);
            runOnCopies(input, output);
        } finally {
            lifetime.leave(place);
        }
    }

    private void runOnCopies(float[] input, float[] output) {
        HeapCopies.Pair pair = copies.borrow();
        try {
            int in = (int) (pair.input().byteSize() / Float.BYTES);
            int out = (int) (pair.output().byteSize() / Float.BYTES);
            MemorySegment.copy(input, 0, pair.input(), ValueLayout.JAVA_FLOAT, 0, in);
            convolve(pair.input(), pair.output());
            MemorySegment.copy(pair.output(), ValueLayout.JAVA_FLOAT, 0, output, 0, out);
        } finally {
            copies.giveBack(pair);
        }
    }

    private void runOnCopies(MemorySegment input, MemorySegment output) {
        HeapCopies.Pair pair = copies.borrow();
        try {
            if (!input.isNative()) {
                MemorySegment.copy(input, 0, pair.input(), 0, pair.input().byteSize());
            }
            convolve(
                    input.isNative() ? input : pair.input(),
                    output.isNative() ? output : pair.output());
            if (!output.isNative()) {
                MemorySegment.copy(pair.output(), 0, output, 0, pair.output().byteSize());
            }
        } finally {
            copies.giveBack(pair);
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
        }
    }

    /** Checked accesses refuse other threads the memory of a confined arena. */
    private boolean shareable(MemorySegment input, MemorySegment output) {
        return threads == 1
                || chosen.raw()
                || (input.isAccessibleBy(ANOTHER) && output.isAccessibleBy(ANOTHER));
    }

    /**
     * Runs on memory of its own until the JIT has compiled the kernel and the way to it. The
     * threads that take part are woken by it and stay awake for a while.
     *
     * @param limit longest time to spend
     * @throws IllegalStateException if this convolution is closed, before or meanwhile
     */
    public WarmUp.Result warmUp(Duration limit) {
        return warmUp(limit, (elapsed, bytesPerCall) -> {});
    }

    /**
     * The same, watched.
     *
     * @param limit longest time to spend
     * @param progress hears of each round, in the calling thread
     * @throws IllegalStateException if this convolution is closed, before or meanwhile
     */
    public WarmUp.Result warmUp(Duration limit, WarmUp.Progress progress) {
        int place = lifetime.enter();
        try {
            return warmUpOpen(
                    limit,
                    (elapsed, bytesPerCall) -> {
                        lifetime.checkOpen();
                        progress.round(elapsed, bytesPerCall);
                    });
        } finally {
            lifetime.leave(place);
        }
    }

    private WarmUp.Result warmUpOpen(Duration limit, WarmUp.Progress progress) {
        long start = System.nanoTime();
        // A directive changes nothing for what is compiled already.
        JitSetup.ensure();
        WarmUp.Result compiled =
                chosen.warmth() == ConvKernel.Warmth.COLD
                        ? compile(limit, progress)
                        : new WarmUp.Result.Ready(0);
        Duration left = limit.minusNanos(System.nanoTime() - start);
        return switch (compiled) {
            case WarmUp.Result.StillSlow slow -> slow;
            case WarmUp.Result.Ready(double millis) -> settle(left).after(millis);
        };
    }

    private WarmUp.Result compile(Duration limit, WarmUp.Progress progress) {
        long start = System.nanoTime();
        WarmUp.Result first = kernelAlone(Arena.ofConfined(), limit, progress);
        // Checked access is compiled for the memory it has seen. Code that has not seen both kinds
        // is thrown away by the first tensor of the other, and interpreted from then on.
        if (!chosen.raw() && first instanceof WarmUp.Result.Ready(double millis)) {
            Duration left = limit.minusNanos(System.nanoTime() - start);
            return kernelAlone(Arena.ofShared(), left, progress).after(millis);
        }
        return first;
    }

    private WarmUp.Result kernelAlone(Arena memory, Duration limit, WarmUp.Progress progress) {
        try (memory) {
            return WarmUp.run(
                    kernel, input(memory), weights, bias, output(memory), limit, progress);
        }
    }

    private WarmUp.Result settle(Duration limit) {
        boolean shared = threads > 1;
        boolean handOver = shared && chosen.warmth() != ConvKernel.Warmth.HANDED_OVER;
        try (Arena memory = shared ? Arena.ofShared() : Arena.ofConfined()) {
            MemorySegment input = input(memory);
            MemorySegment output = output(memory);
            WarmUp.Result result = WarmUp.settle(() -> run(input, output), handOver, limit);
            switch (result) {
                case WarmUp.Result.StillSlow slow -> chosen.nowIs(ConvKernel.Warmth.COLD);
                case WarmUp.Result.Ready ready when shared ->
                        chosen.nowIs(ConvKernel.Warmth.HANDED_OVER);
                case WarmUp.Result.Ready ready when chosen.warmth() == ConvKernel.Warmth.COLD ->
                        chosen.nowIs(ConvKernel.Warmth.COMPILED);
                case WarmUp.Result.Ready ready -> {}
            }
            return result;
        }
    }

    private MemorySegment input(Arena memory) {
        return KernelBuffers.allocate(memory, chosen.workload().inputElements());
    }

    private MemorySegment output(Arena memory) {
        return KernelBuffers.allocate(memory, chosen.workload().outputElements());
    }

    /**
     * Warms up in a thread of its own, so that the application can do something else meanwhile, or
     * run the convolution, slowly at first. Closing the convolution ends it.
     *
     * @param limit longest time to spend
     * @return what the warm-up came to, or the {@link IllegalStateException} of a convolution that
     *     was closed meanwhile
     * @throws IllegalStateException if this convolution is closed
     */
    public CompletableFuture<WarmUp.Result> ready(Duration limit) {
        lifetime.checkOpen();
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

    /**
     * Frees the packed weights and the native copies of tensors, as soon as no run uses them.
     * Closing twice is the same as closing once.
     */
    @Override
    public void close() {
        lifetime.close();
    }
}
