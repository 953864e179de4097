package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.config.CacheState;
import org.lanewise.tuner.search.Strategies;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.suites.Suite;
import org.lanewise.workload.Workload;

class TuningPlanTest {
    private static final Workload ONE = Workload.parse("64x12x12_k3_s1_p1_nchw8c");
    private static final Workload OTHER = Workload.parse("64x6x6_k3_s1_p1_nchw8c");
    private static final Layer A = new Layer("a", ONE, 1);
    private static final Layer B = new Layer("b", OTHER, 2);
    private static final Layer A_AGAIN = new Layer("a2", ONE, 3);

    private static TuningPlan of(Layer... layers) {
        return new TuningPlan(
                new Suite("net", List.of(A, B, A_AGAIN)),
                List.of(layers),
                CacheState.HOT,
                Budget.parse(Budget.DEFAULT),
                Strategies.named("random"),
                1);
    }

    @Test
    void aShapeUnderTwoNamesIsTunedOnceAndCountedAsOftenAsBothOccur() {
        assertThat(of(A, B, A_AGAIN).shapes()).containsExactly(new Layer("a", ONE, 4), B);
    }

    @Test
    void aLayerThatIsNamedTwiceIsTunedOnceAndCountedTwice() {
        assertThat(of(B, B).shapes()).containsExactly(new Layer("b", OTHER, 4));
    }
}
