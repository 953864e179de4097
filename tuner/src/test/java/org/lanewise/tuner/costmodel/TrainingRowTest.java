package org.lanewise.tuner.costmodel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

class TrainingRowTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesWhatIsNoTime(double nanos) {
        Workload workload = Workload.parse("16x8x8_k3");
        Schedule schedule = Schedule.parse("w512_b1_t1x1_chw_taps_held_raw");

        assertThatThrownBy(() -> new TrainingRow(workload, schedule, OptionalDouble.of(nanos)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be positive and finite");
    }
}
