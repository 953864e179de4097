package org.lanewise.runtime;

/** How well a kernel fits what is asked for and where it runs, best first. */
public enum Level {
    /** Tuned for this workload on a machine and JVM equal to this one. */
    EXACT_MACHINE,
    /** Tuned for this workload on the same processor in another JVM: build, collector or flags. */
    SAME_PROCESSOR,
    /** Tuned for this workload on another processor with the same kind of vectors. */
    SAME_VECTORS,
    /**
     * Tuned for the same convolution with another epilogue or on another number of images, with
     * such vectors. The kernel is generated for what is asked for, and only its schedule was chosen
     * for the other; without a compiler it is the other's own, where that can compute it.
     */
    SAME_CONVOLUTION,
    /**
     * Generated for this workload with a schedule that was tuned for one of little different size,
     * with such vectors, where tuning found a better one than the default. It is a guess, and does
     * not count as tuned.
     */
    NEIGHBOURING_SHAPE,
    /** The default schedule, vectorised but not tuned. */
    DEFAULT_SCHEDULE,
    /** The scalar loop nest, some ten to hundred times slower. */
    SCALAR,
    /**
     * The scalar loop nest, because this JVM's JIT does not compile vectors, as its flags, a trial
     * or a warm-up has shown; they would be slower still, by up to some hundred times.
     */
    VECTORS_NOT_COMPILED;

    /** Whether tuning chose the kernel for what is asked for. */
    public boolean tuned() {
        return compareTo(NEIGHBOURING_SHAPE) < 0;
    }
}
