package org.lanewise.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lanewise.testkit.HostileData;
import org.lanewise.testkit.RandomWorkloads;
import org.lanewise.workload.Workload;

class ScalarKernelTest {
    private static final long SEED = 20261128;

    @Test
    void extremeNumbersGiveWhatTheFormulaSays() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 300; i++) {
            Workload workload = RandomWorkloads.small(random);
            SeededData data = HostileData.of(workload, i);
            assertThat(Reference.of(workload, data).firstWrong(run(workload, data)))
                    .as(workload + " with data of seed " + i)
                    .isEmpty();
        }
    }

    @Test
    void aWeightOverPaddingAddsNothingEvenIfItIsInfinite() {
        Workload workload = Workload.parse("1x1x3_k1x3_s1_p0.1.0.1");
        SeededData data =
                new SeededData(
                        new float[] {1, 2, 3},
                        new float[] {Float.POSITIVE_INFINITY, 1, Float.NaN},
                        new float[0]);
        float[] output = run(workload, data);

        assertThat(output[0]).isNaN();
        assertThat(output[2]).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Reference.of(workload, data).firstWrong(output)).isEmpty();
    }

    private static float[] run(Workload workload, SeededData data) {
        float[] output = new float[(int) workload.outputElements()];
        ScalarKernel kernel = new ScalarKernel(workload);
        kernel.run(
                MemorySegment.ofArray(data.input()),
                MemorySegment.ofArray(data.weights()),
                MemorySegment.ofArray(data.bias()),
                MemorySegment.ofArray(output),
                0,
                kernel.tasks());
        return output;
    }
}
