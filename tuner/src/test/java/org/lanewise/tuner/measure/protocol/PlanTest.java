package org.lanewise.tuner.measure.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void longRunsGetFewerIterationsButSome() {
        Request.Plan plan = Request.Plan.of(24, 10, 2_000);
        assertThat(plan.affordable(1_000)).isEqualTo(plan);
        assertThat(plan.affordable(200e6)).isEqualTo(plan);
        assertThat(plan.affordable(500e6).iterations()).isEqualTo(10);
        assertThat(plan.affordable(60e9).iterations()).isEqualTo(3);
        assertThat(Request.Plan.of(2, 10, 2_000).affordable(60e9).iterations()).isEqualTo(2);
    }
}
