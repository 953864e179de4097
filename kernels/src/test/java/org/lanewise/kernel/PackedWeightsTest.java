package org.lanewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lanewise.reference.SeededData;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.testkit.RandomSchedules;
import org.lanewise.testkit.RandomWorkloads;
import org.lanewise.workload.Workload;

class PackedWeightsTest {
    @Test
    void whatWasPackedForAnyScheduleIsUnpackedAsItWas() {
        SplittableRandom random = new SplittableRandom(20261128);
        for (int i = 0; i < 200; i++) {
            Workload workload = RandomWorkloads.small(random);
            float[] weights = SeededData.of(workload, i).weights();
            RandomSchedules.legal(ScheduleSpace.of(workload, Target.AVX512), random)
                    .ifPresent(legal -> {
                        float[] packed = PackedWeights.pack(workload, legal.schedule(), weights);
                        assertThat(PackedWeights.unpack(workload, legal.schedule(), packed))
                                .as("%s %s", workload, legal.schedule())
                                .isEqualTo(weights);
                        float[] bias = Arrays.copyOf(weights, workload.outputChannels());
                        float[] packedBias =
                                PackedWeights.packBias(workload, legal.schedule(), bias);
                        assertThat(PackedWeights.unpackBias(workload, legal.schedule(), packedBias))
                                .as("%s %s", workload, legal.schedule())
                                .isEqualTo(bias);
                    });
        }
    }
}
