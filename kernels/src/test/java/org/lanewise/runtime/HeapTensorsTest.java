package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.testkit.SteadyState;
import org.lanewise.workload.Workload;

class HeapTensorsTest {
    private static final Workload WORKLOAD = Workload.parse("20x9x9_k3_s1_p1_nchw8c_bias_relu");
    private static final SeededData DATA = SeededData.of(WORKLOAD, 1);
    private static final Reference REFERENCE = Reference.of(WORKLOAD, DATA);

    private final TunedKernels kernels =
            TunedKernels.of(SampleConfigs.here(WORKLOAD), LoadOptions.DEFAULT);
    private final DepthwiseConv conv = kernels.depthwise(WORKLOAD, DATA.weights(), DATA.bias());

    @Test
    void arraysAndEveryMixOfSegmentsGiveTheRightResult() {
        int size = (int) WORKLOAD.outputElements();
        float[] array = new float[size];
        conv.run(DATA.input(), array);
        assertThat(REFERENCE.firstWrong(array)).isEmpty();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment[] inputs = {
                MemorySegment.ofArray(DATA.input()), KernelBuffers.copyOf(arena, DATA.input())
            };
            for (MemorySegment input : inputs) {
                MemorySegment[] outputs = {
                    MemorySegment.ofArray(new float[size]),
                    MemorySegment.ofArray(new byte[size * 4 + 3]).asSlice(3),
                    KernelBuffers.allocate(arena, size)
                };
                for (MemorySegment output : outputs) {
                    conv.run(input, output);
                    float[] actual = output.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
                    assertThat(REFERENCE.firstWrong(actual)).isEmpty();
                }
            }
        }
    }

    /** The first run, too, which takes no copies otherwise. */
    @Test
    void oneArrayMayBeInputAndOutput() {
        for (int run = 0; run < 2; run++) {
            float[] both = DATA.input().clone();
            conv.run(both, both);
            assertThat(REFERENCE.firstWrong(both)).as("run %d", run).isEmpty();
        }
    }

    @Test
    void whatLiesBehindATensorIsLeftAlone() {
        int size = (int) WORKLOAD.outputElements();
        for (int run = 0; run < 2; run++) {
            float[] longer = new float[size + 5];
            Arrays.fill(longer, 7);
            conv.run(Arrays.copyOf(DATA.input(), DATA.input().length + 3), longer);
            assertThat(REFERENCE.firstWrong(Arrays.copyOf(longer, size))).isEmpty();
            assertThat(Arrays.copyOfRange(longer, size, size + 5)).containsOnly(7);
        }
    }

    @Tag("slow")
    @Test
    void aWarmRunOnArraysAllocatesNothing() {
        assertThat(conv.warmUp(Duration.ofSeconds(60))).isInstanceOf(WarmUp.Result.Ready.class);
        float[] output = new float[(int) WORKLOAD.outputElements()];
        MemorySegment input = MemorySegment.ofArray(DATA.input());
        MemorySegment result = MemorySegment.ofArray(output);
        Runnable runs =
                () -> {
                    conv.run(DATA.input(), output);
                    conv.run(input, result);
                };
        assertThat(SteadyState.bytes(runs)).isZero();
    }
}
