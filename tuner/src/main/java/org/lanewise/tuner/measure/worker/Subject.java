package org.lanewise.tuner.measure.worker;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.lanewise.compile.CompiledKernel;
import org.lanewise.kernel.DepthwiseKernel;
import org.lanewise.kernel.KernelBuffers;
import org.lanewise.runtime.WarmUp;

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

    private final DepthwiseKernel kernel;
    private final Tensors tensors;
    private final MemorySegment weights;
    private final MemorySegment bias;
    private final int tasks;

    Subject(CompiledKernel compiled, Tensors tensors) {
        this.kernel = compiled.kernel();
        this.tensors = tensors;
        this.weights =
                KernelBuffers.weights(
                        Arena.ofAuto(), compiled.source().source(), tensors.data().weights());
        this.bias =
                KernelBuffers.bias(
                        Arena.ofAuto(), compiled.source().source(), tensors.data().bias());
        this.tasks = kernel.tasks();
    }

    /**
     * Brings the kernel to compiled code, compares what that computes with the reference, and makes
     * sure it has settled.
     */
    Proof prove(int warmUpLimitMs) {
        long start = System.nanoTime();
        long allocated;
        do {
            WarmUp.Result warm =
                    WarmUp.run(
                            kernel,
                            tensors.input(),
                            weights,
                            bias,
                            tensors.output(),
                            Duration.ofMillis(warmUpLimitMs));
            double millis = (System.nanoTime() - start) / 1e6;
            if (warm instanceof WarmUp.Result.StillSlow(long bytesPerCall)) {
                return new Proof.Slow(bytesPerCall);
            }
            tensors.spoilOutput();
            allocated = WarmUp.allocatedBy(this::run);
            String verdict = tensors.verdict();
            if (!verdict.isEmpty()) {
                return new Proof.Wrong(verdict);
            }
            if (allocated == 0) {
                return new Proof.Right(millis);
            }
            // The first complete run can show the JIT something new, and it compiles again.
        } while (System.nanoTime() - start < warmUpLimitMs * 1_000_000L);
        return new Proof.Slow(allocated);
    }

    /** One complete convolution. */
    void run() {
        kernel.run(tensors.input(), weights, bias, tensors.output(), 0, tasks);
    }
}
