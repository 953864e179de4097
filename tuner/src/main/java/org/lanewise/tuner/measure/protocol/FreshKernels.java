package org.lanewise.tuner.measure.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import org.lanewise.db.Outcome;

/**
 * What a fresh JVM is asked: to warm and check kernels of one workload, and to time them in turns.
 *
 * @param kernels one or more
 * @param plan how to measure
 */
@Json
public record FreshKernels(List<Kernel> kernels, Request.Plan plan) {
    /** Keeps an unmodifiable copy. */
    public FreshKernels {
        kernels = List.copyOf(kernels);
    }

    /**
     * One of them.
     *
     * @param candidate the kernel
     * @param classFile its class: compiling it there would take longer than all the rest
     */
    @Json
    public record Kernel(Candidate candidate, byte[] classFile) {}

    /**
     * The answer.
     *
     * @param outcomes what became of each, in their order
     */
    @Json
    public record Answer(List<Outcome> outcomes) {
        /** Keeps an unmodifiable copy. */
        public Answer {
            outcomes = List.copyOf(outcomes);
        }
    }
}
