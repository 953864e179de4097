package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lanewise.config.CacheState;
import org.lanewise.config.TunedLayer;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.workload.Workload;

@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
// Beside other classes, but its own tests one after the other: they time.
@ResourceLock("network searches")
class NetworkSearchTest {
    /** The first layer occurs so often that the second is not worth a round of its own. */
    private static final TuningPlan PLAN =
            RealRun.plan(
                    CacheState.HOT,
                    24,
                    new Layer("often", RealRun.SMALL, 1000),
                    new Layer("once", Workload.parse("16x4x4_k3_s1_p1_nchw8c"), 1));

    @TempDir private Path folder;

    private static List<LayerSearch> searches(Run run) {
        WatchedScreening screening = new WatchedScreening(run, faster -> {});
        return run.plan().shapes().stream()
                .map(layer -> new LayerSearch(run, layer, screening))
                .toList();
    }

    private static List<Integer> trials(List<LayerSearch> searches) {
        return searches.stream().map(search -> search.observations().size()).toList();
    }

    @Test
    void roundsGoWhereTheNetworkGainsAndTheSameSearchCarriesOn() throws InterruptedException {
        try (RealRun real = new RealRun(folder)) {
            Run run = real.of(PLAN);
            List<LayerSearch> searches = searches(run);
            List<String> rounds = new ArrayList<>();
            new NetworkSearch(run, searches, search -> rounds.add(search.layer().name()))
                    .run(Deadline.in(Duration.ofMinutes(5)));
            assertThat(trials(searches)).containsExactly(32, 16);
            assertThat(rounds).containsExactly("often", "once", "often");
            List<LayerSearch> later = searches(real.of(PLAN));
            assertThat(later)
                    .extracting(LayerSearch::observations)
                    .isEqualTo(Stream.of(0, 1).map(i -> searches.get(i).observations()).toList());
        }
    }

    @Test
    void aRunWithoutTimeHasLookedAtTheDefaultOfEveryLayer() throws InterruptedException {
        try (RealRun real = new RealRun(folder)) {
            Run run = real.of(PLAN);
            List<LayerSearch> searches = searches(run);
            new NetworkSearch(run, searches, search -> {}).run(Deadline.in(Duration.ZERO));
            assertThat(trials(searches)).containsExactly(1, 1);
        }
    }

    @Test
    void theBestSoFarIsUnconfirmedAndNoSlowerThanTheDefaultSchedule() throws InterruptedException {
        try (RealRun real = new RealRun(folder)) {
            Run run = real.of(PLAN);
            LayerSearch search = searches(run).getFirst();
            assertThat(search.bestSoFar()).isEmpty();
            search.round(List.of(), 4, Deadline.in(Duration.ofMinutes(1)));
            TunedLayer best = search.bestSoFar().orElseThrow();
            assertThat(best.evidence().confirmed()).isFalse();
            assertThat(best.defaultSchedule()).isEqualTo(search.defaultSchedule().schedule());
            assertThat(best.speedup()).isGreaterThanOrEqualTo(1);
        }
    }
}
