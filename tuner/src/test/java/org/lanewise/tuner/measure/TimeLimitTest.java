package org.lanewise.tuner.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.workload.Workload;

class TimeLimitTest {
    private static final Duration FLOOR = Duration.ofSeconds(20);
    private static final Workload USUAL = Workload.parse("64x112x112_k3_s1_p1_nchw16c");
    private static final Workload LARGE = Workload.parse("64x1024x1024_k7_s1_p3_nchw16c");

    @Test
    void aUsualLayerGetsHardlyMoreThanTheFloor() {
        assertThat(TimeLimit.toPrepare(FLOOR, USUAL)).isBetween(FLOOR, FLOOR.plusSeconds(1));
        assertThat(TimeLimit.toMeasure(FLOOR, USUAL, Request.Plan.SCREEN, 1))
                .isBetween(FLOOR, FLOOR.plusSeconds(2));
    }

    /** 6.6 GFLOP a run and 134 million elements. */
    @Test
    void aLargeLayerGetsWhatItsTensorsAndRunsTake() {
        assertThat(TimeLimit.toPrepare(FLOOR, LARGE))
                .isBetween(FLOOR.plusSeconds(10), FLOOR.plusSeconds(20));
        assertThat(TimeLimit.toMeasure(FLOOR, LARGE, Request.Plan.SCREEN, 1))
                .isBetween(FLOOR.plusSeconds(150), FLOOR.plusSeconds(300));
    }

    @Test
    void severalKernelsGetAsManyTimesTheRuns() {
        Duration one = TimeLimit.runs(Duration.ZERO, LARGE, 1);
        Duration three = TimeLimit.runs(Duration.ZERO, LARGE, 3);
        Duration tensors = TimeLimit.toPrepare(Duration.ZERO, LARGE);
        assertThat(three.minus(tensors)).isEqualTo(one.minus(tensors).multipliedBy(3));
    }
}
