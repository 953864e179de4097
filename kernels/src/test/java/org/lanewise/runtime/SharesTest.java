package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.config.TunedLayer;
import org.lanewise.host.TargetProbe;
import org.lanewise.reference.ScalarKernel;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

/** Into how many shares untuned layers are split. */
class SharesTest {
    /** A handing over costs about half of this. */
    private static final double SHORTEST_MICROS = 2;

    /**
     * The layers and fastest times of the tables in tuner/docs/results, on one core of a Zen 5
     * machine.
     */
    @ParameterizedTest
    @CsvSource({
        "32x112x112_k3_s1_p1_nchw16c, 32.08",
        "64x112x112_k3_s2_p1_nchw16c, 36.98",
        "128x56x56_k3_s1_p1_nchw16c, 32.24",
        "128x56x56_k3_s2_p1_nchw16c, 18.59",
        "256x28x28_k3_s1_p1_nchw16c, 15.46",
        "256x28x28_k3_s2_p1_nchw16c, 6.08",
        "512x14x14_k3_s1_p1_nchw16c, 6.47",
        "512x14x14_k3_s2_p1_nchw16c, 2.13",
        "1024x7x7_k3_s1_p1_nchw16c, 2.75"
    })
    void noUntunedLayerIsTakenForSlowerThanItHasBeenMeasuredNorForFarFaster(
            String text, double micros) {
        Workload workload = Workload.parse(text);
        assertThat(Shares.estimate(workload) / 1e3).isBetween(micros / 3, micros);
        int shares = most(workload);
        assertThat(shares == 1 || micros / shares >= SHORTEST_MICROS).as("%d", shares).isTrue();
    }

    @Test
    void aLongLayerHasAShareForEachTwoMicroseconds() {
        Workload workload = Workload.parse("32x112x112_k3_s1_p1_nchw16c");
        assertThat(most(workload))
                .isEqualTo((int) (Shares.estimate(workload) / 1e3 / SHORTEST_MICROS))
                .isGreaterThan(8);
    }

    @Test
    void aSiblingsTimeCountsForAsManyImagesAsThereAre() {
        Workload one = Workload.parse("32x112x112_k3_s1_p1_nchw16c");
        Workload three = Workload.parse("3x32x112x112_k3_s1_p1_nchw16c_bias_relu");
        TunedLayer layer = SampleConfigs.here(one).layers().getFirst();
        LegalSchedule best =
                ScheduleSpace.of(three, TargetProbe.detect()).admit(SampleConfigs.BEST);
        ConvKernel kernel = ConvKernel.generated(best, new ScalarKernel(three));
        assertThat(
                        Shares.most(
                                new Selection(Level.SAME_CONVOLUTION, kernel, "sibling"),
                                List.of(layer)))
                .isEqualTo((int) (3 * layer.bestTime().medianNs() / 1e3 / SHORTEST_MICROS))
                .isGreaterThan(1);
    }

    private static int most(Workload workload) {
        return Shares.most(
                new Selection(Level.DEFAULT_SCHEDULE, ConvKernel.scalar(workload), "untuned"),
                List.of());
    }
}
