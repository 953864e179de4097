package org.lanewise.runtime;

/** How well a kernel fits the machine, best first. */
public enum Level {
    /** Tuned for this workload on a machine and JVM equal to this one. */
    EXACT_MACHINE,
    /** Tuned for this workload on another machine or JVM with the same kind of vectors. */
    SAME_VECTORS,
    /** The default schedule, vectorised but not tuned. */
    DEFAULT_SCHEDULE,
    /** The scalar loop nest, some ten to hundred times slower. */
    SCALAR,
    /**
     * The scalar loop nest, because this JVM's JIT does not compile vectors, as its flags, a trial
     * or a warm-up has shown; they would be slower still, by up to some hundred times.
     */
    VECTORS_NOT_COMPILED;

    /** Whether tuning chose the kernel. */
    public boolean tuned() {
        return this == EXACT_MACHINE || this == SAME_VECTORS;
    }
}
