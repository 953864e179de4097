package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Stage;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.search.Observation;

@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
// Beside other classes, but its own tests one after the other: they time.
@ResourceLock("confirmations")
class ConfirmationTest {
    private static final String SLOW = "c128_b1_t1x1_chw_none_reload_raw";
    private static final Deadline SOON = Deadline.in(Duration.ZERO);

    @TempDir private Path folder;

    private static List<Observation> luckily(LegalSchedule schedule) {
        return List.of(new Observation(schedule.schedule(), OptionalDouble.of(1)));
    }

    @Test
    void freshJvmsCorrectALuckyScreening() throws InterruptedException {
        try (RealRun real = new RealRun(folder)) {
            LegalSchedule slow = real.legal(SLOW);
            Run run = real.small();
            LayerSearch search = RealRun.search(run, RealRun.LAYER);
            TunedLayer layer =
                    new Confirmation(run, search)
                            .run(luckily(slow), Deadline.in(Duration.ofMinutes(1)));
            Schedule plain = search.defaultSchedule().schedule();
            assertThat(layer.best()).isEqualTo(plain);
            assertThat(layer.evidence().tied()).isEmpty();
            List<Schedule> recorded = real.recorded(Stage.CONFIRM);
            assertThat(recorded).contains(plain, slow.schedule()).isEqualTo(real.heard.confirmed);
            int forks = (int) recorded.stream().filter(plain::equals).count();
            assertThat(layer.evidence().forks()).isEqualTo(OptionalInt.of(forks));
        }
    }

    @Test
    void howeverShortTheTimeEachFinalistIsTimedOnce() throws InterruptedException {
        try (RealRun real = new RealRun(folder)) {
            LegalSchedule slow = real.legal(SLOW);
            Run run = real.small();
            LayerSearch search = RealRun.search(run, RealRun.LAYER);
            new Confirmation(run, search).run(luckily(slow), SOON);
            assertThat(real.heard.confirmed)
                    .containsExactlyInAnyOrder(
                            search.defaultSchedule().schedule(), slow.schedule());
        }
    }

    @Test
    void benchmarkAndApplicationTakeTurnsInTheCheckOfAnApplication() throws InterruptedException {
        try (RealRun real = new RealRun(folder)) {
            Run run = real.small();
            LayerSearch search = RealRun.search(run, RealRun.LAYER);
            TunedLayer layer = new Confirmation(run, search).run(List.of(), SOON);
            int confirmed = real.recorded(Stage.CONFIRM).size();
            OptionalDouble ratio =
                    new ApplicationCheck(run, search.defaultSchedule(), layer)
                            .ratio(Deadline.in(Duration.ofMinutes(1)));
            // Far from 1 it would compare different things; how near it is, the machine decides.
            assertThat(ratio.orElseThrow()).isBetween(0.2, 5.0);
            List<Schedule> turns = List.of(layer.best(), layer.best(), layer.best());
            assertThat(real.recorded(Stage.APPLICATION)).isEqualTo(turns);
            assertThat(real.recorded(Stage.CONFIRM)).hasSize(confirmed + turns.size());
        }
    }
}
