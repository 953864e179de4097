package org.lanewise.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.lanewise.kernel.DepthwiseKernel;
import org.lanewise.kernel.KernelBuffers;
import org.lanewise.reference.ScalarKernel;
import org.lanewise.schedule.Access;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.workload.Workload;

/**
 * A kernel and what its caller must know of it.
 *
 * @param workload what it computes
 * @param legal how, empty for the scalar kernel
 * @param kernel the kernel
 */
record ConvKernel(Workload workload, Optional<LegalSchedule> legal, DepthwiseKernel kernel) {
    static ConvKernel generated(LegalSchedule legal, DepthwiseKernel kernel) {
        return new ConvKernel(legal.workload(), Optional.of(legal), kernel);
    }

    static ConvKernel scalar(Workload workload) {
        return new ConvKernel(workload, Optional.empty(), new ScalarKernel(workload));
    }

    MemorySegment weights(Arena arena, float[] weights) {
        return legal.map(chosen -> KernelBuffers.weights(arena, chosen, weights))
                .orElseGet(() -> KernelBuffers.copyOf(arena, weights));
    }

    MemorySegment bias(Arena arena, float[] bias) {
        if (!workload.epilogue().bias()) {
            return MemorySegment.NULL;
        }
        return legal.map(chosen -> KernelBuffers.bias(arena, chosen, bias))
                .orElseGet(() -> KernelBuffers.copyOf(arena, bias));
    }

    /** Whether nothing between the kernel and memory asks which thread it is. */
    boolean raw() {
        return legal.filter(chosen -> chosen.schedule().access() == Access.RAW).isPresent();
    }
}
