package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.CacheState;
import org.lanewise.config.TunedLayer;
import org.lanewise.tuner.search.Strategies;
import org.lanewise.tuner.suites.Suite;

@Tag("slow")
class LayerConfirmationTest {
    private static final Deadline OVER = Deadline.in(Duration.ZERO);

    @TempDir private Path folder;

    private static TuningPlan plan(Duration time) {
        return new TuningPlan(
                new Suite("test", List.of(RealRun.LAYER)),
                CacheState.HOT,
                new Budget(time, 1),
                Strategies.named("random"),
                1);
    }

    private static List<TunedLayer> confirmed(Run run) throws InterruptedException {
        List<TunedLayer> confirmed = new ArrayList<>();
        new LayerConfirmation(run, RealRun.search(run, RealRun.LAYER), false)
                .run(OVER, confirmed::add);
        return confirmed;
    }

    @Test
    void aLayerWhoseShareIsOverIsConfirmedWhileTheRunHasTime() throws InterruptedException {
        try (RealRun real = new RealRun(folder)) {
            Run run = real.of(plan(Duration.ofMinutes(5)));
            assertThat(confirmed(run)).isNotEmpty().allMatch(layer -> layer.evidence().confirmed());
            assertThat(run.problems().all()).isEmpty();
        }
    }

    @Test
    void aLayerThatTheRunHasNoTimeForIsNamed() throws InterruptedException {
        try (RealRun real = new RealRun(folder)) {
            Run run = real.of(plan(Duration.ZERO));
            assertThat(confirmed(run)).isEmpty();
            assertThat(run.problems().all())
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.layer()).isEqualTo(RealRun.LAYER.name());
                        assertThat(problem.reason()).startsWith("its time was over");
                    });
        }
    }
}
