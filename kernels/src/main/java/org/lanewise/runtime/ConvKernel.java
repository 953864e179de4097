package org.lanewise.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lanewise.kernel.DepthwiseKernel;
import org.lanewise.kernel.PackedWeights;
import org.lanewise.reference.ScalarKernel;
import org.lanewise.schedule.Access;
import org.lanewise.schedule.Borders;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.workload.Workload;

/**
 * A kernel and what its callers must know of it. All convolutions of a workload share one, so that
 * the JIT compiles it once. Thread-safe. Without lambdas: each costs a JVM that starts half a
 * millisecond, here and in what else stands between a pack and its first result.
 */
final class ConvKernel {
    /** How far the JIT is, as warm-ups have found it. */
    enum Warmth {
        /** Nobody has waited for it. */
        COLD,
        /** The kernel is compiled. */
        COMPILED,
        /** The hand-over of its shares to other threads is, too. */
        HANDED_OVER
    }

    private final Workload workload;
    private final Optional<LegalSchedule> legal;
    private final DepthwiseKernel kernel;
    private final AtomicBoolean called = new AtomicBoolean();
    private volatile Warmth warmth = Warmth.COLD;
    private volatile Optional<Shortfall> shortfall = Optional.empty();

    private ConvKernel(Workload workload, Optional<LegalSchedule> legal, DepthwiseKernel kernel) {
        this.workload = workload;
        this.legal = legal;
        this.kernel = kernel;
    }

    static ConvKernel generated(LegalSchedule legal, DepthwiseKernel kernel) {
        return new ConvKernel(legal.workload(), Optional.of(legal), kernel);
    }

    /**
     * A packed kernel of a sibling in this one's place.
     *
     * @param legal what the kernel was generated from, for the sibling
     * @param kernel computes the workload, with weights and bias as the sibling's
     */
    static ConvKernel ofSibling(Workload workload, LegalSchedule legal, DepthwiseKernel kernel) {
        return new ConvKernel(workload, Optional.of(legal), kernel);
    }

    static ConvKernel scalar(Workload workload) {
        return unscheduled(workload, new ScalarKernel(workload));
    }

    /** A kernel that takes weights and bias as frameworks hold them. */
    static ConvKernel unscheduled(Workload workload, DepthwiseKernel kernel) {
        return new ConvKernel(workload, Optional.empty(), kernel);
    }

    /** What it computes. */
    Workload workload() {
        return workload;
    }

    /** How, empty for the scalar kernel. */
    Optional<LegalSchedule> legal() {
        return legal;
    }

    DepthwiseKernel kernel() {
        return kernel;
    }

    /** Notes that it is called from now on, by a run or a warm-up; whether it never was before. */
    boolean callFirst() {
        return !called.get() && called.compareAndSet(false, true);
    }

    Warmth warmth() {
        return warmth;
    }

    void nowIs(Warmth found) {
        warmth = found;
    }

    /** What the last warm-up found that had all the time it takes. */
    Optional<Shortfall> shortfall() {
        return shortfall;
    }

    void falls(Optional<Shortfall> found) {
        shortfall = found;
    }

    /** Whether the scalar kernel is known to be faster in this JVM. */
    boolean slowerThanScalar() {
        return shortfall.filter(Shortfall::slower).isPresent();
    }

    MemorySegment weights(Arena arena, float[] weights) {
        return legal.isPresent()
                ? PackedWeights.weights(arena, legal.get(), weights)
                : KernelBuffers.copyOf(arena, weights);
    }

    MemorySegment bias(Arena arena, float[] bias) {
        boolean wanted = workload.epilogue().bias();
        if (legal.isPresent()) {
            // A sibling's kernel may want one all the same.
            return PackedWeights.bias(arena, legal.get(), wanted ? bias : noBias(legal.get()));
        }
        return wanted ? KernelBuffers.copyOf(arena, bias) : MemorySegment.NULL;
    }

    private static float[] noBias(LegalSchedule legal) {
        return legal.workload().epilogue().bias()
                ? new float[legal.workload().outputChannels()]
                : new float[0];
    }

    /**
     * Whether it multiplies weights by zeros where a tap falls on the padding, instead of leaving
     * the tap out: with lanes along the width at the edges of rows, and in a framed copy.
     */
    boolean multipliesPadding() {
        if (workload.padding().none() || legal.isEmpty()) {
            return false;
        }
        Schedule how = legal.get().schedule();
        return how.alongWidth() || how.borders() == Borders.FRAMED;
    }

    /** Whether nothing between the kernel and memory asks which thread it is. */
    boolean raw() {
        return legal.isPresent() && legal.get().schedule().access() == Access.RAW;
    }
}
