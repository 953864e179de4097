package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Stage;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.measure.Fresh;
import org.lanewise.tuner.search.Observation;

@Tag("slow")
class ConfirmationTest {
    private static final LegalSchedule DEFAULT = RealRun.SPACE.requireDefault();
    private static final LegalSchedule SLOW = RealRun.legal("c128_b1_t1x1_chw_none_reload_raw");
    private static final Duration FORK = Duration.ofMillis(1500);

    @TempDir private Path folder;

    private TunedLayer confirm(RealRun run, Fresh fresh, List<Observation> screened, Deadline end)
            throws InterruptedException {
        return new Confirmation(
                        RealRun.LAYER, RealRun.SPACE, CacheState.HOT, fresh, run.journal, run.heard)
                .run(screened, DEFAULT, end, FORK);
    }

    private static List<Observation> luckily(LegalSchedule schedule) {
        return List.of(new Observation(schedule.schedule(), OptionalDouble.of(1)));
    }

    @Test
    void freshJvmsCorrectALuckyScreening() throws InterruptedException {
        try (RealRun run = new RealRun(folder);
                Fresh fresh = new Fresh()) {
            TunedLayer layer =
                    confirm(run, fresh, luckily(SLOW), Deadline.in(Duration.ofMinutes(1)));
            assertThat(layer.best()).isEqualTo(DEFAULT.schedule());
            assertThat(layer.evidence().tied()).isEmpty();
            assertThat(run.recorded(Stage.CONFIRM))
                    .contains(DEFAULT.schedule(), SLOW.schedule())
                    .isEqualTo(run.heard.confirmed);
        }
    }

    @Test
    void howeverShortTheTimeEachContenderIsTimedOnce() throws InterruptedException {
        try (RealRun run = new RealRun(folder);
                Fresh fresh = new Fresh()) {
            confirm(run, fresh, luckily(SLOW), Deadline.in(Duration.ZERO));
            assertThat(run.heard.confirmed)
                    .containsExactlyInAnyOrder(DEFAULT.schedule(), SLOW.schedule());
        }
    }

    @Test
    void benchmarkAndApplicationTakeTurnsForAPromise() throws InterruptedException {
        try (RealRun run = new RealRun(folder);
                Fresh fresh = new Fresh()) {
            TunedLayer layer = confirm(run, fresh, List.of(), Deadline.in(Duration.ZERO));
            int confirmed = run.recorded(Stage.CONFIRM).size();
            BestConfig empty = new BestConfig(run.machine, "small", CacheState.HOT, 100, List.of());
            OptionalDouble ratio =
                    new Promise(DEFAULT, Promise.only(layer, empty), fresh, run.journal)
                            .ratio(Deadline.in(Duration.ofMinutes(1)));
            // Far from 1 it would compare different things; how near it is, the machine decides.
            assertThat(ratio.orElseThrow()).isBetween(0.2, 5.0);
            List<Schedule> turns = List.of(layer.best(), layer.best(), layer.best());
            assertThat(run.recorded(Stage.APPLICATION)).isEqualTo(turns);
            assertThat(run.recorded(Stage.CONFIRM)).hasSize(confirmed + turns.size());
        }
    }
}
