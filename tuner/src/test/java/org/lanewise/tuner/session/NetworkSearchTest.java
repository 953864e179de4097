package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.CacheState;
import org.lanewise.tuner.search.Strategies;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.suites.Suite;
import org.lanewise.workload.Workload;

@Tag("slow")
class NetworkSearchTest {
    /** The first layer occurs so often that the second is not worth a round of its own. */
    private static final Suite SUITE =
            new Suite(
                    "two",
                    List.of(
                            new Layer("often", RealRun.SMALL, 1000),
                            new Layer("once", Workload.parse("16x4x4_k3_s1_p1_nchw8c"), 1)));

    /** A peak that no kernel comes near, so that there is hope for both layers. */
    private static final double FAR_OFF = 1e6;

    @TempDir private Path folder;

    private static List<LayerSearch> searches(RealRun run, Budget budget) {
        TuningPlan plan =
                new TuningPlan(SUITE, CacheState.HOT, budget, Strategies.named("random"), 1);
        Journal journal = new Journal(run.database, run.machine, plan);
        WatchedScreening screening =
                new WatchedScreening(
                        run.screening, journal, run.heard, CacheState.HOT, run.machine.target());
        return SUITE.layers().stream()
                .map(layer ->
                        new LayerSearch(layer, run.machine, plan, journal, screening, run.heard))
                .toList();
    }

    private static List<Integer> trials(List<LayerSearch> searches) {
        return searches.stream().map(search -> search.observations().size()).toList();
    }

    @Test
    void roundsGoWhereTheNetworkGainsAndTheSameSearchCarriesOn() throws InterruptedException {
        Budget budget = new Budget(Duration.ofMinutes(5), 24);
        try (RealRun run = new RealRun(folder)) {
            List<LayerSearch> searches = searches(run, budget);
            new NetworkSearch(searches, budget, List.of(), FAR_OFF)
                    .run(Deadline.in(Duration.ofMinutes(5)));
            assertThat(trials(searches)).containsExactly(32, 16);
            List<LayerSearch> later = searches(run, budget);
            assertThat(later)
                    .extracting(LayerSearch::observations)
                    .isEqualTo(Stream.of(0, 1).map(i -> searches.get(i).observations()).toList());
        }
    }

    @Test
    void aRunWithoutTimeHasLookedAtTheDefaultOfEveryLayer() throws InterruptedException {
        Budget budget = new Budget(Duration.ofMinutes(5), 24);
        try (RealRun run = new RealRun(folder)) {
            List<LayerSearch> searches = searches(run, budget);
            new NetworkSearch(searches, budget, List.of(), FAR_OFF).run(Deadline.in(Duration.ZERO));
            assertThat(trials(searches)).containsExactly(1, 1);
        }
    }
}
