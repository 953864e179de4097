package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

class LayoutHintTest {
    private static Optional<String> hint(int bits, String workload) {
        Machine machine = new Machine("CPU", "amd64/" + bits, bits, 2, "Linux", "25", List.of());
        Schedule schedule = Schedule.parse("c128_b1_t1x4_cwh_slide_held_raw");
        Estimate time = new Estimate(1, 1, 1);
        TunedLayer layer =
                new TunedLayer("a", Workload.parse(workload), schedule, time, schedule, time);
        return LayoutHint.after(
                new BestConfig(machine, "mine", CacheState.HOT, 100, List.of(layer)));
    }

    @ParameterizedTest
    @CsvSource({
        "512, 64x12x12_k3_s1_p1_nchw16c",
        "256, 64x12x12_k3_s1_p1_nchw8c",
        "256, 64x12x12_k3_s1_p1_nhwc"
    })
    void aLayoutThatFitsIsLeftAlone(int bits, String workload) {
        assertThat(hint(bits, workload)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"256, 8", "128, 4"})
    void blocksThatAreWiderThanVectorsAreNamed(int bits, int floats) {
        assertThat(hint(bits, "64x12x12_k3_s1_p1_nchw16c").orElseThrow())
                .startsWith("Vectors hold " + floats + " floats here: '--layout nchw8c'");
    }
}
