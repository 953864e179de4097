package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.lanewise.kernel.DepthwiseKernel;
import org.lanewise.reference.Reference;
import org.lanewise.reference.ScalarKernel;
import org.lanewise.reference.SeededData;
import org.lanewise.testkit.Warnings;
import org.lanewise.threads.Parallelism;
import org.lanewise.workload.Workload;

/** Kernels that the JIT leaves slow. */
@Tag("slow")
@Isolated("waits for the JIT, which has no other kernels to compile then")
class KernelInUseTest {
    private static final Workload WORKLOAD = Workload.parse("20x9x9_k3_s1_p1_nchw8c_bias_relu");
    private static final SeededData DATA = SeededData.of(WORKLOAD, 1);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Allocates as boxed vectors do, and computes all of it as often as it is told to. */
    private static final class Boxed implements DepthwiseKernel {
        private final ScalarKernel scalar = new ScalarKernel(WORKLOAD);
        private final AtomicReference<Object> box = new AtomicReference<>("");
        private final AtomicBoolean compiled = new AtomicBoolean();
        private final int times;

        Boxed(int times) {
            this.times = times;
        }

        @Override
        public int tasks() {
            return scalar.tasks();
        }

        @Override
        public void run(
                MemorySegment input,
                MemorySegment weights,
                MemorySegment bias,
                MemorySegment output,
                int from,
                int to,
                int tiles) {
            if (compiled.get()) {
                scalar.run(input, weights, bias, output, from, to, tiles);
                return;
            }
            box.set(new float[16]);
            for (int i = 0; i < times; i++) {
                scalar.run(input, weights, bias, output, from, to, tiles);
            }
        }
    }

    private static DepthwiseConv convolution(ConvKernel kernel, Fallback fallback) {
        return new DepthwiseConv(
                new Selection(Level.EXACT_MACHINE, kernel, "on this machine and JVM"),
                DATA.weights(),
                DATA.bias(),
                Parallelism.oneThread(),
                1,
                LoadOptions.DEFAULT.with(fallback));
    }

    private static void assertRight(DepthwiseConv conv) {
        float[] output = new float[(int) WORKLOAD.outputElements()];
        conv.run(DATA.input(), output);
        assertThat(Reference.of(WORKLOAD, DATA).firstWrong(output)).isEmpty();
    }

    @Test
    void oneThatIsSlowerThanTheScalarKernelGivesWayToItUntilTheJitHasCompiledIt() {
        Boxed boxed = new Boxed(4);
        ConvKernel kernel = ConvKernel.unscheduled(WORKLOAD, boxed);
        try (Warnings warnings = new Warnings();
                DepthwiseConv conv = convolution(kernel, Fallback.WARN)) {
            assertThat(conv.warmUp(LIMIT)).isInstanceOf(WarmUp.Result.StillSlow.class);
            assertThat(conv.explain())
                    .contains("leaves vectors on the heap", "times as fast; otherwise it would be");
            assertThat(warnings.messages()).containsExactly(conv.explain());
            assertRight(conv);
            try (DepthwiseConv next = convolution(kernel, Fallback.WARN)) {
                assertThat(next.explain()).isEqualTo(conv.explain());
                assertRight(next);
            }
            boxed.compiled.set(true);
            assertThat(conv.warmUp(LIMIT)).isInstanceOf(WarmUp.Result.Ready.class);
            assertThat(conv.explain()).endsWith("tuned: on this machine and JVM.");
            assertRight(conv);
            assertThat(warnings.messages()).hasSize(1);
        }
    }

    @Test
    void underFailItIsRefused() {
        ConvKernel kernel = ConvKernel.unscheduled(WORKLOAD, new Boxed(4));
        try (DepthwiseConv conv = convolution(kernel, Fallback.FAIL)) {
            assertThatThrownBy(() -> conv.warmUp(LIMIT))
                    .isInstanceOf(FallbackException.class)
                    .hasMessageContaining("leaves vectors on the heap");
            assertRight(conv);
        }
    }

    @Test
    void oneThatIsFasterAllTheSameIsKeptAndNoLongerPromised() {
        ConvKernel kernel = ConvKernel.unscheduled(WORKLOAD, new Boxed(0));
        try (Warnings warnings = new Warnings();
                DepthwiseConv conv = convolution(kernel, Fallback.WARN)) {
            assertThat(conv.warmUp(LIMIT)).isInstanceOf(WarmUp.Result.StillSlow.class);
            assertThat(conv.explain())
                    .contains("tuned: on this processor, but the JIT of this JVM leaves")
                    .doesNotContain("times as fast");
            assertThat(warnings.messages()).isEmpty();
        }
    }

    /** The JIT may not have come to it yet. */
    @Test
    void aShortWarmUpDecidesNothing() {
        ConvKernel kernel = ConvKernel.unscheduled(WORKLOAD, new Boxed(4));
        try (DepthwiseConv conv = convolution(kernel, Fallback.FAIL)) {
            assertThat(conv.warmUp(Duration.ofMillis(200)))
                    .isInstanceOf(WarmUp.Result.StillSlow.class);
            assertThat(conv.explain()).endsWith("tuned: on this machine and JVM.");
        }
    }

    /** Of virtual threads a JVM does not count what they allocate. */
    @Test
    void aVirtualThreadWaitsForCompiledCodeToo() throws InterruptedException {
        ConvKernel kernel = ConvKernel.unscheduled(WORKLOAD, new Boxed(4));
        AtomicReference<WarmUp.Result> result = new AtomicReference<>();
        try (DepthwiseConv conv = convolution(kernel, Fallback.SILENT)) {
            Thread.ofVirtual().start(() -> result.set(conv.warmUp(Duration.ofMillis(200)))).join();
        }
        assertThat(result.get()).isInstanceOf(WarmUp.Result.StillSlow.class);
    }
}
