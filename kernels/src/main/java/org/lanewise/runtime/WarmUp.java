package org.lanewise.runtime;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.lanewise.host.Jvm;
import org.lanewise.host.Patience;
import org.lanewise.kernel.DepthwiseKernel;

/**
 * Brings a kernel to compiled code. HotSpot compiles a method after some thousand calls, so a
 * kernel is called many times for one tile of each region or none; it is ready when such calls
 * allocate nothing, because interpreted vectors are objects and compiled ones are registers. A JVM
 * without the module jdk.management does not count allocations; there it is ready when it has not
 * become faster for three seconds.
 */
public final class WarmUp {
    private static final int CALLS_A_ROUND = 96;

    /**
     * One of so many calls computes anything. HotSpot compiles a method that was called often, but
     * the loop that runs where that has gone round some 60 times a call: code that is entered in
     * the midst of a loop, where no class of a vector is known, so that it takes the JIT many times
     * as long and boxes every vector of a JVM that has seen several widths. A filter of 7x7 whose
     * taps are loops goes round some 470 times a call that computes.
     */
    private static final int CALLS_A_TILE = 8;

    /**
     * HotSpot compiles a method without C1 that was called some 5,400 times. From then on the
     * kernel waits for C2, from which more calls would take a processor.
     */
    private static final int ROUNDS_UNTIL_NOTICED = 60;

    /** Short, since HotSpot forgets a method that waits for C2 and is not called for 50 ms. */
    private static final long NAP_NANOS = 1_000_000;

    /**
     * {@link Patience} counts no naps, so that a kernel that stays slow is found this much later.
     */
    private static final int MOST_NAPS = 1_000;

    /**
     * HotSpot lets compiled code fall back into the interpreter four times at one place before it
     * throws the code away. A complete run may do so once, at a loop that has nothing to do, and
     * allocate nothing.
     */
    private static final int CLEAN_RUNS = 6;

    /** Some thousand jobs of a layer that is worth sharing out, enough for C1. */
    private static final long HAND_OVER_NANOS = 50_000_000;

    /** What a warm-up came to. */
    public sealed interface Result {
        /** The same result of a warm-up that had taken some milliseconds before. */
        Result after(double earlierMillis);

        /**
         * The kernel runs compiled code throughout.
         *
         * @param millis time it took from the first call
         */
        record Ready(double millis) implements Result {
            @Override
            public Ready after(double earlierMillis) {
                return new Ready(earlierMillis + millis);
            }
        }

        /**
         * The kernel still allocated when the time was up.
         *
         * @param bytesPerCall for one tile of each region, or for a complete run once those were
         *     compiled; 0 where this JVM does not count
         */
        record StillSlow(long bytesPerCall) implements Result {
            @Override
            public StillSlow after(double earlierMillis) {
                return this;
            }
        }
    }

    /**
     * Longer than C2 takes for the largest kernel; the processor counts it, see {@link Patience}.
     */
    private static final long SETTLED_NANOS = 3_000_000_000L;

    /** A round this much shorter than the shortest before counts as faster. */
    private static final double FASTER = 0.9;

    /** Hears how a warm-up goes. */
    @FunctionalInterface
    public interface Progress {
        /**
         * A round of calls is over.
         *
         * @param elapsed since the first call
         * @param bytesPerCall what a call for one tile of each region allocated; 0 when ready
         */
        void round(Duration elapsed, long bytesPerCall);
    }

    private final DepthwiseKernel kernel;
    private final MemorySegment input;
    private final MemorySegment weights;
    private final MemorySegment bias;
    private final MemorySegment output;
    private int task;

    /** Of each loop, 1 and 2 in turns. */
    private int tiles = 1;

    private WarmUp(
            DepthwiseKernel kernel,
            MemorySegment input,
            MemorySegment weights,
            MemorySegment bias,
            MemorySegment output) {
        this.kernel = kernel;
        this.input = input;
        this.weights = weights;
        this.bias = bias;
        this.output = output;
    }

    /**
     * Calls a kernel until it runs compiled code or the limit has passed. Writes to part of the
     * output.
     *
     * @param limit longest time to try
     */
    @SuppressWarnings("exports") // For the tuner.
    public static Result run(
            DepthwiseKernel kernel,
            MemorySegment input,
            MemorySegment weights,
            MemorySegment bias,
            MemorySegment output,
            Duration limit) {
        return new WarmUp(kernel, input, weights, bias, output)
                .run(limit, (elapsed, bytes) -> {}, () -> false);
    }

    /** The same until somebody who hears of each round gives up. */
    static Result run(
            Loaded loaded,
            MemorySegment input,
            MemorySegment output,
            Duration limit,
            Progress progress,
            BooleanSupplier givesUp) {
        WarmUp warmUp =
                new WarmUp(
                        loaded.kernel().kernel(), input, loaded.weights(), loaded.bias(), output);
        return warmUp.run(limit, progress, givesUp);
    }

    private Result run(Duration limit, Progress progress, BooleanSupplier givesUp) {
        return Jvm.MANAGED
                ? untilNothingIsAllocated(limit, progress, givesUp)
                : untilNoFaster(limit, progress);
    }

    private Result untilNoFaster(Duration limit, Progress progress) {
        long start = System.nanoTime();
        long shortest = Long.MAX_VALUE;
        long lastGain = start;
        long now = Jvm.processorNanos();
        long counted = now;
        do {
            long before = now;
            round();
            now = Jvm.processorNanos();
            progress.round(Duration.ofNanos(System.nanoTime() - start), 0);
            if (now - before < shortest * FASTER) {
                shortest = now - before;
                lastGain = System.nanoTime();
                counted = now;
            }
            if (now - counted > SETTLED_NANOS) {
                return new Result.Ready((lastGain - start) / 1e6);
            }
        } while (System.nanoTime() - start < nanos(limit));
        return new Result.StillSlow(0);
    }

    private Result untilNothingIsAllocated(
            Duration limit, Progress progress, BooleanSupplier givesUp) {
        long start = System.nanoTime();
        long bytes;
        int rounds = 0;
        do {
            if (rounds >= ROUNDS_UNTIL_NOTICED && rounds < ROUNDS_UNTIL_NOTICED + MOST_NAPS) {
                LockSupport.parkNanos(NAP_NANOS);
            }
            bytes = round();
            rounds++;
            progress.round(Duration.ofNanos(System.nanoTime() - start), bytes / CALLS_A_ROUND);
            if (bytes == 0) {
                return new Result.Ready((System.nanoTime() - start) / 1e6);
            }
        } while (!givesUp.getAsBoolean() && System.nanoTime() - start < nanos(limit));
        return new Result.StillSlow(bytes / CALLS_A_ROUND);
    }

    /** A limit as nanoseconds; one of more than 292 years is none. */
    static long nanos(Duration limit) {
        return limit.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0
                ? limit.toNanos()
                : Long.MAX_VALUE;
    }

    private long round() {
        return allocatedBy(() -> {
            for (int i = 0; i < CALLS_A_ROUND; i++) {
                if (i % CALLS_A_TILE == 0) {
                    kernel.run(input, weights, bias, output, task, task + 1, tiles);
                    task = (task + 1) % kernel.tasks();
                    tiles = 3 - tiles;
                } else {
                    kernel.run(input, weights, bias, output, task, task + 1, 0);
                }
            }
        });
    }

    /**
     * Runs complete convolutions of a kernel that is {@link Result.Ready} until some in a row
     * allocate nothing: the first ones can show the JIT something new, and it compiles again.
     *
     * @param convolution one complete run
     * @param shared whether several threads take part; then the hand-over between them is run often
     *     enough to be compiled, too
     * @param limit longest time to try
     */
    static Result settle(Runnable convolution, boolean shared, Duration limit) {
        long start = System.nanoTime();
        long handOverUntil = start + (shared ? HAND_OVER_NANOS : 0);
        long bytes;
        do {
            bytes = allocatedByComplete(convolution);
            if (bytes == 0 && System.nanoTime() - handOverUntil >= 0) {
                return new Result.Ready((System.nanoTime() - start) / 1e6);
            }
        } while (System.nanoTime() - start < nanos(limit));
        return bytes == 0
                ? new Result.Ready((System.nanoTime() - start) / 1e6)
                : new Result.StillSlow(bytes);
    }

    /**
     * Bytes that the current thread allocates while it runs a complete convolution, as often as is
     * needed to tell: 0 for a kernel in compiled code that stays.
     */
    public static long allocatedByComplete(Runnable convolution) {
        long bytes = 0;
        for (int i = 0; i < CLEAN_RUNS && bytes == 0; i++) {
            bytes = allocatedBy(convolution);
        }
        return bytes;
    }

    /**
     * Bytes that the current thread allocates while it runs something: 0 for a kernel in compiled
     * code.
     */
    public static long allocatedBy(Runnable work) {
        return Jvm.allocatedBy(work);
    }
}
