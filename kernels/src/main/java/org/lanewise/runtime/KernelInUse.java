package org.lanewise.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lanewise.host.JitSetup;
import org.lanewise.host.Jvm;
import org.lanewise.host.Patience;
import org.lanewise.tensor.KernelBuffers;

/**
 * The kernel that a convolution runs: the selected one, or the scalar one where a warm-up finds
 * that faster in this JVM. Thread-safe; for as long as its memory lives.
 */
final class KernelInUse {
    /** Floats of both tensors that a first run copies: 16 MB are little for any heap. */
    private static final long MOST_ON_THE_HEAP = 1 << 22;

    private final Selection selection;
    private final ConvKernel chosen;
    private final LoadOptions options;
    private final Arena arena;
    private final int mostThreads;
    private final Loaded preferred;
    private volatile Loaded inUse;
    private @Nullable Loaded scalar;

    /**
     * Whether nobody may have called the kernel. Once false, it stays so; seen late, it is asked.
     */
    private boolean fresh;

    /**
     * Packs weights and bias for the selected kernel.
     *
     * @param arena for what kernels read
     * @param mostThreads that a run is worth
     */
    KernelInUse(
            Selection selection,
            LoadOptions options,
            Arena arena,
            float[] weights,
            float[] bias,
            int mostThreads) {
        this.selection = selection;
        this.chosen = selection.kernel();
        this.options = options;
        this.arena = arena;
        this.mostThreads = mostThreads;
        this.preferred = Loaded.of(chosen, arena, weights, bias, mostThreads);
        this.inUse = chosen.slowerThanScalar() ? scalar() : preferred;
        this.fresh =
                chosen.legal().isPresent()
                        && chosen.workload().inputElements() + chosen.workload().outputElements()
                                <= MOST_ON_THE_HEAP;
    }

    /**
     * Computes a run that is the kernel's first, and no warm-up came before it, in plain loops: the
     * JIT knows nothing of its vectors yet. False if there is nothing of it, and nothing is done.
     */
    boolean runFirst(MemorySegment input, MemorySegment output) {
        if (!isFirst()) {
            return false;
        }
        preferred.runPlainly(chosen.legal().orElseThrow(), input, output);
        return true;
    }

    /** The same on arrays. */
    boolean runFirst(float[] input, float[] output) {
        if (!isFirst()) {
            return false;
        }
        preferred.runPlainly(chosen.legal().orElseThrow(), input, output);
        return true;
    }

    private boolean isFirst() {
        if (!fresh) {
            return false;
        }
        fresh = false;
        return chosen.callFirst();
    }

    /** What runs now. */
    Loaded now() {
        return inUse;
    }

    /** Why. */
    Selection selection() {
        // Another convolution's warm-up has found it slow; this one has not been told yet.
        boolean untold = inUse.kernel() == chosen && chosen.slowerThanScalar();
        return untold ? selection : selection.inForce();
    }

    /**
     * Brings the selected kernel to compiled code, or takes the scalar one.
     *
     * @param complete a complete run of the convolution
     * @throws FallbackException if the scalar kernel is faster, under {@link Fallback#FAIL}
     */
    WarmUp.Result warmUp(
            BiConsumer<MemorySegment, MemorySegment> complete,
            Duration limit,
            WarmUp.Progress progress) {
        long start = System.nanoTime();
        chosen.callFirst();
        // A directive changes nothing for what is compiled already.
        JitSetup.ensure();
        if (chosen.slowerThanScalar()) {
            return onceMore(complete, limit, progress);
        }
        boolean cold = chosen.warmth() == ConvKernel.Warmth.COLD;
        Patience patience = new Patience();
        WarmUp.Result result = attempt(complete, limit, progress, patience::over);
        // A JVM that does not count allocations tells no vectors on the heap from fast ones.
        if (result instanceof WarmUp.Result.Ready ? Jvm.MANAGED || !cold : !patience.over()) {
            return result;
        }
        judge(result, (System.nanoTime() - start) / 1e9);
        return result;
    }

    /** Only a round: another warm-up has waited long enough, but the JIT may be done since. */
    private WarmUp.Result onceMore(
            BiConsumer<MemorySegment, MemorySegment> complete,
            Duration limit,
            WarmUp.Progress progress) {
        if (!Jvm.MANAGED) {
            return new WarmUp.Result.StillSlow(0);
        }
        WarmUp.Result result = attempt(complete, limit, progress, () -> true);
        if (result instanceof WarmUp.Result.StillSlow && inUse.kernel() == chosen) {
            inUse = scalar();
        }
        return result;
    }

    private WarmUp.Result attempt(
            BiConsumer<MemorySegment, MemorySegment> complete,
            Duration limit,
            WarmUp.Progress progress,
            BooleanSupplier givesUp) {
        long start = System.nanoTime();
        WarmUp.Result compiled =
                chosen.warmth() == ConvKernel.Warmth.COLD
                        ? compile(limit, progress, givesUp)
                        : new WarmUp.Result.Ready(0);
        Duration left = limit.minusNanos(System.nanoTime() - start);
        return switch (compiled) {
            case WarmUp.Result.StillSlow slow -> slow;
            case WarmUp.Result.Ready(double millis) -> settle(complete, left).after(millis);
        };
    }

    private WarmUp.Result compile(
            Duration limit, WarmUp.Progress progress, BooleanSupplier givesUp) {
        long start = System.nanoTime();
        WarmUp.Result first = kernelAlone(Arena.ofConfined(), limit, progress, givesUp);
        // Checked access is compiled for the memory it has seen. Code that has not seen both kinds
        // is thrown away by the first tensor of the other, and interpreted from then on.
        if (!chosen.raw() && first instanceof WarmUp.Result.Ready(double millis)) {
            Duration left = limit.minusNanos(System.nanoTime() - start);
            return kernelAlone(Arena.ofShared(), left, progress, givesUp).after(millis);
        }
        return first;
    }

    private WarmUp.Result kernelAlone(
            Arena memory, Duration limit, WarmUp.Progress progress, BooleanSupplier givesUp) {
        try (memory) {
            return WarmUp.run(preferred, input(memory), output(memory), limit, progress, givesUp);
        }
    }

    private WarmUp.Result settle(
            BiConsumer<MemorySegment, MemorySegment> complete, Duration limit) {
        inUse = preferred;
        boolean shared = preferred.threads() > 1;
        boolean handOver = shared && chosen.warmth() != ConvKernel.Warmth.HANDED_OVER;
        try (Arena memory = shared ? Arena.ofShared() : Arena.ofConfined()) {
            MemorySegment input = input(memory);
            MemorySegment output = output(memory);
            WarmUp.Result result =
                    WarmUp.settle(() -> complete.accept(input, output), handOver, limit);
            switch (result) {
                case WarmUp.Result.StillSlow slow -> chosen.nowIs(ConvKernel.Warmth.COLD);
                case WarmUp.Result.Ready ready when shared ->
                        chosen.nowIs(ConvKernel.Warmth.HANDED_OVER);
                case WarmUp.Result.Ready ready when chosen.warmth() == ConvKernel.Warmth.COLD ->
                        chosen.nowIs(ConvKernel.Warmth.COMPILED);
                case WarmUp.Result.Ready ready -> {}
            }
            if (result instanceof WarmUp.Result.Ready) {
                chosen.falls(Optional.empty());
            }
            return result;
        }
    }

    /** Takes the scalar kernel where it is faster than one that does not become compiled code. */
    private void judge(WarmUp.Result result, double seconds) {
        try (Arena memory = Arena.ofConfined()) {
            Loaded scalar = scalar();
            double ratio = ScalarRace.ratio(preferred, scalar, input(memory), output(memory));
            if (ratio <= 1 && result instanceof WarmUp.Result.Ready) {
                return;
            }
            chosen.falls(Optional.of(Shortfall.of(result, seconds, ratio)));
            if (ratio > 1) {
                inUse = scalar;
                options.accept(selection.inForce());
            }
        }
    }

    /** Made once: its weights live as long as the convolution. */
    private synchronized Loaded scalar() {
        Loaded made = scalar;
        if (made == null) {
            made = preferred.scalar(arena, mostThreads);
            scalar = made;
        }
        return made;
    }

    private MemorySegment input(Arena memory) {
        return KernelBuffers.allocate(memory, chosen.workload().inputElements());
    }

    private MemorySegment output(Arena memory) {
        return KernelBuffers.allocate(memory, chosen.workload().outputElements());
    }
}
