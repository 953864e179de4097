package org.lanewise.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.lanewise.host.JitSetup;
import org.lanewise.tensor.Filter;
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
 *
 * <p>The first run of a kernel that nobody has warmed up is computed without it, in plain loops
 * over arrays: in a JVM that has just begun they take a fraction of the time of vectors that no JIT
 * has compiled. Its numbers differ from those of later runs by rounding.
 */
public final class DepthwiseConv implements AutoCloseable {
    private final Workload workload;
    private final Selection selection;
    private final LoadOptions options;
    private final int mostThreads;
    private final KernelInUse kernel;
    private final Lifetime lifetime;
    private final TensorChecks checks;
    private final HeapCopies copies;
    private final Parallelism parallelism;

    DepthwiseConv(
            Selection selection,
            float[] weights,
            float[] bias,
            Parallelism parallelism,
            int mostThreads,
            LoadOptions options) {
        this.workload = selection.kernel().workload();
        this.selection = selection;
        this.options = options;
        this.mostThreads = mostThreads;
        TensorChecks.length(workload, "weights", weights.length, workload.weightElements());
        TensorChecks.length(
                workload,
                "bias",
                bias.length,
                workload.epilogue().bias() ? workload.outputChannels() : 0);
        this.parallelism = parallelism;
        this.checks = new TensorChecks(workload);
        Arena arena = Arena.ofShared();
        this.lifetime = new Lifetime("The convolution is closed already.", arena::close);
        int threads = Math.min(mostThreads, parallelism.threads());
        try {
            this.kernel = new KernelInUse(selection, options, arena, weights, bias, threads);
            this.copies =
                    new HeapCopies(arena, workload.inputElements(), workload.outputElements());
        } catch (RuntimeException | Error failed) {
            arena.close();
            throw failed;
        }
    }

    /**
     * The same convolution of other weights, as after a round of training. It shares the kernel,
     * which stays warm; this one is as it was, and both are to be closed.
     *
     * @throws IllegalArgumentException if weights or bias are not as many as the workload has, or
     *     if some are infinite or no numbers and would count on the padding; ask {@link
     *     TunedKernels#depthwise} for another kernel then
     * @throws FallbackException if it is no tuned kernel, under {@link Fallback#FAIL}
     * @throws IllegalStateException if this convolution is closed
     */
    public DepthwiseConv rebind(Filter filter) {
        int place = lifetime.enter();
        try {
            float[] ordered = filter.oihw(workload);
            if (!selection.suiting(ordered).equals(selection)) {
                throw new IllegalArgumentException(
                        "Weights of "
                                + workload
                                + " that are infinite or no numbers need another kernel; ask for"
                                + " the convolution anew.");
            }
            options.accept(selection.inForce());
            return new DepthwiseConv(
                    selection, ordered, filter.bias(), parallelism, mostThreads, options);
        } finally {
            lifetime.leave(place);
        }
    }

    /** What is computed. */
    public Workload workload() {
        lifetime.checkOpen();
        return workload;
    }

    /**
     * The name of the schedule by which it is computed, the first run of a kernel that is not warm
     * left aside, such as {@code c512_b1_t1x4_cwh_slide_held_raw}; empty for the scalar kernel.
     */
    public Optional<String> schedule() {
        lifetime.checkOpen();
        return kernel.now().kernel().legal().map(legal -> legal.schedule().toString());
    }

    /**
     * Which kernel this is, and why this one, in a sentence; and in a second one, if so, why it
     * takes longer than elsewhere to reach full speed.
     */
    public String explain() {
        lifetime.checkOpen();
        return explanation(kernel.selection());
    }

    /** Workload and schedule, for a log; also once it is closed. */
    @Override
    public String toString() {
        ConvKernel chosen = kernel.now().kernel();
        return chosen.workload()
                + chosen.legal()
                        .map(legal -> " with schedule " + legal.schedule())
                        .orElse(" with the scalar kernel");
    }

    /** What it shares with others of the same workload. */
    Object kernel() {
        return selection.kernel();
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
        return kernel.now().threads();
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
     * Convolves arrays, which may be one and the same, by way of native copies; but for the first
     * run of a kernel that nobody has warmed up. Later runs allocate nothing once as many threads
     * have run at a time as ever will.
     *
     * @param input at least {@link Workload#inputElements()} floats in the workload's layout
     * @param output for at least {@link Workload#outputElements()} floats in the workload's layout
     * @throws IllegalArgumentException if an array is too short
     * @throws IllegalStateException if this convolution is closed
     */
    @SuppressWarnings("ReferenceEquality") // Plain loops would overwrite what they read.
    public void run(float[] input, float[] output) {
        int place = lifetime.enter();
        try {
            checks.arrays(input, output);
            if (input == output || !kernel.runFirst(input, output)) {
                runOnCopies(input, output);
            }
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
        Loaded now = kernel.now();
        try {
            if (kernel.runFirst(input, output)) {
                return;
            }
            parallelism.run(
                    now.kernel().kernel(),
                    input,
                    now.weights(),
                    now.bias(),
                    output,
                    shareable(now, input, output) ? now.threads() : 1);
        } finally {
            // Raw access does not keep the arenas alive by itself.
            Reference.reachabilityFence(input);
            Reference.reachabilityFence(output);
        }
    }

    /** Made where it is asked for, which few do. */
    private static final class Another {
        /** Any thread but the caller; it never runs. */
        static final Thread THREAD = Thread.ofPlatform().unstarted(() -> {});
    }

    /** Checked accesses refuse other threads the memory of a confined arena. */
    private static boolean shareable(Loaded now, MemorySegment input, MemorySegment output) {
        return now.threads() == 1
                || now.kernel().raw()
                || (input.isAccessibleBy(Another.THREAD) && output.isAccessibleBy(Another.THREAD));
    }

    /**
     * Runs on memory of its own until the JIT has compiled the kernel and the way to it. The
     * threads that take part are woken by it and stay awake for a while.
     *
     * <p>Where the JIT has been idle for some seconds and the kernel is not compiled throughout,
     * the warm-up ends, and the kernel is timed against the scalar one. If it is slower, the scalar
     * one runs from then on, as {@link Fallback} has it, and a later warm-up looks whether the JIT
     * has changed its mind. That may take a second more than the limit.
     *
     * @param limit longest time to spend
     * @throws FallbackException if the scalar kernel is faster, under {@link Fallback#FAIL}
     * @throws IllegalStateException if this convolution is closed, before or meanwhile
     */
    public WarmUp.Result warmUp(Duration limit) {
        return warmUp(limit, (elapsed, bytesPerCall) -> {});
    }

    /**
     * The same, watched.
     *
     * @param limit longest time to spend
     * @param progress hears of each round, in the calling thread, or if that is virtual in one that
     *     waits for it: only of platform threads the JVM counts what they allocate
     * @throws FallbackException if the scalar kernel is faster, under {@link Fallback#FAIL}
     * @throws IllegalStateException if this convolution is closed, before or meanwhile
     */
    public WarmUp.Result warmUp(Duration limit, WarmUp.Progress progress) {
        if (Thread.currentThread().isVirtual()) {
            return inPlatformThread(limit, progress);
        }
        int place = lifetime.enter();
        try {
            return Events.warmUp(
                    kernel.selection(),
                    () ->
                            kernel.warmUp(
                                    this::run,
                                    limit,
                                    (elapsed, bytesPerCall) -> {
                                        lifetime.checkOpen();
                                        progress.round(elapsed, bytesPerCall);
                                    }));
        } finally {
            lifetime.leave(place);
        }
    }

    /** For a virtual thread. */
    private WarmUp.Result inPlatformThread(Duration limit, WarmUp.Progress progress) {
        try {
            return ready(limit, progress).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
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
        return ready(limit, (elapsed, bytesPerCall) -> {});
    }

    private CompletableFuture<WarmUp.Result> ready(Duration limit, WarmUp.Progress progress) {
        lifetime.checkOpen();
        CompletableFuture<WarmUp.Result> result = new CompletableFuture<>();
        Runnable work =
                () -> {
                    try {
                        result.complete(warmUp(limit, progress));
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
