package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.CacheState;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.measure.protocol.ControlKernel;
import org.lanewise.tuner.search.Observation;

@Tag("slow")
class WatchedScreeningTest {
    private static final List<LegalSchedule> BATCH =
            List.of(
                    RealRun.legal("c256_b1_t1x4_cwh_slide_held_raw"),
                    RealRun.legal("c128_b1_t1x1_chw_none_reload_raw"),
                    RealRun.legal("c256_b1_t2x2_chw_taps_held_raw"));
    private static final List<Schedule> SCHEDULES =
            BATCH.stream().map(LegalSchedule::schedule).toList();

    @TempDir private Path folder;

    private static WatchedScreening watched(RealRun run) {
        return new WatchedScreening(
                run.screening, run.journal, run.heard, CacheState.HOT, run.machine.target());
    }

    @Test
    void aBatchIsRecordedInItsOrderBetweenTwoControls() throws InterruptedException {
        try (RealRun run = new RealRun(folder)) {
            WatchedScreening watched = watched(run);
            List<Observation> seen = watched.measure(RealRun.LAYER, BATCH, List.of(), () -> false);
            assertThat(seen).extracting(Observation::schedule).isEqualTo(SCHEDULES);
            assertThat(seen).allMatch(observation -> observation.nanos().isPresent());
            assertThat(run.recorded(Stage.SCREEN)).isEqualTo(SCHEDULES);
            assertThat(run.heard.tried).startsWith(SCHEDULES.toArray(Schedule[]::new));
            assertThat(run.database.trials(run.machine, ControlKernel.WORKLOAD))
                    .extracting(Trial::stage)
                    .hasSizeGreaterThanOrEqualTo(2)
                    .containsOnly(Stage.CONTROL);
            assertThat(watched.rate().trials()).isEqualTo(BATCH.size());
        }
    }

    @Test
    void whatIsStoppedBetweenTwoTrialsKeepsTheFirst() throws InterruptedException {
        try (RealRun run = new RealRun(folder)) {
            List<Observation> seen =
                    watched(run)
                            .measure(
                                    RealRun.LAYER,
                                    BATCH,
                                    List.of(),
                                    () -> !run.heard.tried.isEmpty());
            assertThat(seen)
                    .extracting(Observation::schedule)
                    .containsExactly(SCHEDULES.getFirst());
            assertThat(run.recorded(Stage.SCREEN)).containsExactly(SCHEDULES.getFirst());
        }
    }
}
