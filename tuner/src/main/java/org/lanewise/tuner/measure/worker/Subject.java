package org.lanewise.tuner.measure.worker;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.lanewise.check.CacheEviction;
import org.lanewise.check.Timing;
import org.lanewise.codegen.KernelSource;
import org.lanewise.compile.CompiledKernel;
import org.lanewise.config.CacheState;
import org.lanewise.generated.KernelDefiner;
import org.lanewise.kernel.DepthwiseKernel;
import org.lanewise.kernel.PackedWeights;
import org.lanewise.runtime.WarmUp;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.measure.protocol.Phase;

/** One kernel with its data: what JMH times. */
final class Subject {
    /** Whether a kernel may be timed. */
    sealed interface Proof {
        /** Compiled and right. */
        record Right(double warmUpMs) implements Proof {}

        /** Its answer is wrong. */
        record Wrong(String message) implements Proof {}

        /** It never reached compiled code. */
        record Slow(long bytesPerCall) implements Proof {}
    }

    private static final long LOOK_NANOS = 2_000_000;
    private static final int COLD_RUNS = 5;
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(2);

    private final DepthwiseKernel kernel;
    private final String className;
    private final Tensors tensors;
    private final MemorySegment weights;
    private final MemorySegment bias;
    private final int tasks;
    private final Schedule schedule;

    private final Stopwatch stopwatch;
    private final int bytes;

    /** Time spent on the warm-up before it was this kernel's turn. */
    private double aheadMs;

    Subject(CompiledKernel compiled, Tensors tensors, Stopwatch stopwatch) {
        this.kernel = compiled.kernel();
        this.className = compiled.source().className();
        this.tensors = tensors;
        this.weights =
                PackedWeights.weights(
                        Arena.ofAuto(), compiled.source().source(), tensors.weights());
        this.bias = PackedWeights.bias(Arena.ofAuto(), compiled.source().source(), tensors.bias());
        this.tasks = kernel.tasks();
        this.schedule = compiled.source().source().schedule();
        this.stopwatch = stopwatch;
        this.bytes = compiled.classFile().length;
    }

    /** A kernel of which there is a class file. */
    Subject(KernelSource source, byte[] classFile, Tensors tensors, Stopwatch stopwatch) {
        this(
                new CompiledKernel(source, classFile, KernelDefiner.define(classFile)),
                tensors,
                stopwatch);
    }

    /** The kernel's binary name. */
    String className() {
        return className;
    }

    /** Size of its class, by which the JIT takes longer or not so long. */
    int bytes() {
        return bytes;
    }

    /** How it computes. */
    Schedule schedule() {
        return schedule;
    }

    /**
     * Begins to bring the kernel to compiled code; {@link #prove} does what is left. May run in
     * another thread, and beside other kernels on the same tensors.
     *
     * @param limit longest time to try
     */
    void warmAhead(Duration limit) {
        long start = System.nanoTime();
        warmUp(new WarmUpBudget(limit));
        aheadMs = (System.nanoTime() - start) / 1e6;
    }

    /**
     * Brings the kernel to compiled code, compares what that computes with the reference, and makes
     * sure it has settled.
     *
     * @param warmUpLimitMs longest time to try, in processor time of this thread: on a busy machine
     *     the kernel gets as many calls as on an idle one
     */
    Proof prove(int warmUpLimitMs) {
        long start = System.nanoTime();
        // Ahead it had half of the machine.
        long left = (long) Math.max(warmUpLimitMs / 4.0, warmUpLimitMs - aheadMs / 2);
        WarmUpBudget budget = new WarmUpBudget(Duration.ofMillis(left));
        long allocated;
        do {
            WarmUp.Result warm = warmUp(budget);
            double millis = aheadMs + (System.nanoTime() - start) / 1e6;
            if (warm instanceof WarmUp.Result.StillSlow(long bytesPerCall)) {
                allocated = bytesPerCall;
                continue;
            }
            Check check = stopwatch.in(Phase.CHECK, this::check);
            allocated = check.allocated();
            String verdict = check.verdict();
            if (!verdict.isEmpty()) {
                return new Proof.Wrong(verdict);
            }
            if (allocated == 0) {
                return new Proof.Right(millis);
            }
            // The first complete runs can show the JIT something new, and it compiles again.
        } while (!budget.spent());
        return new Proof.Slow(allocated);
    }

    /** What a few complete runs allocate, and what is wrong with the answer, empty if nothing. */
    private record Check(long allocated, String verdict) {}

    private Check check() {
        tensors.spoilOutput();
        return new Check(WarmUp.allocatedByComplete(this::run), tensors.verdict());
    }

    /** A round of calls at a time; between them this thread sleeps while the compiler works. */
    private WarmUp.Result warmUp(WarmUpBudget budget) {
        WarmUp.Result result = round();
        while (result instanceof WarmUp.Result.StillSlow && !budget.spent()) {
            stopwatch.in(Phase.JIT, () -> budget.awaitCompiler(className));
            result = round();
        }
        return result;
    }

    private WarmUp.Result round() {
        return stopwatch.in(
                Phase.WARM_UP,
                () ->
                        WarmUp.run(
                                kernel,
                                tensors.input(),
                                weights,
                                bias,
                                tensors.output(),
                                Duration.ZERO));
    }

    /**
     * What a run takes, looked at for a moment or as soon as it has settled.
     *
     * @return two looks, nanoseconds a run
     */
    List<Double> settle(CacheState cache) {
        stopwatch.in(Phase.JIT, () -> CompileQueue.drain(DRAIN_LIMIT));
        return stopwatch.in(Phase.SETTLE, () -> looks(cache));
    }

    private List<Double> looks(CacheState cache) {
        List<Double> hot = Settling.of(this::look);
        return switch (cache) {
            case HOT -> hot;
            case COLD -> {
                // The JIT has settled whatever the caches hold; only the look is another.
                CacheEviction eviction = CacheEviction.ofThisMachine(1);
                yield List.of(coldLook(eviction), coldLook(eviction));
            }
        };
    }

    /** Nanoseconds a run, over the shortest time that tells. */
    double look() {
        return look(LOOK_NANOS);
    }

    /** Nanoseconds a run, over some time, or over one run if that takes longer. */
    double look(long lengthNanos) {
        return Timing.hot(this::run, lengthNanos);
    }

    /** Does something with the kernel, whose time counts for a phase. */
    <T> T spent(Phase phase, Supplier<T> work) {
        return stopwatch.in(phase, work);
    }

    private double coldLook(CacheEviction eviction) {
        return Timing.cold(this::run, eviction, COLD_RUNS);
    }

    /** One complete convolution. */
    void run() {
        kernel.run(tensors.input(), weights, bias, tensors.output(), 0, tasks);
    }
}
