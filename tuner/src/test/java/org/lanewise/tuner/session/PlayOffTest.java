package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.CacheState;
import org.lanewise.db.Stage;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.search.Observation;

@Tag("slow")
class PlayOffTest {
    private static final Schedule FAST = Schedule.parse("c256_b1_t1x4_cwh_slide_held_raw");
    private static final Schedule SLOW = Schedule.parse("c128_b1_t1x1_chw_none_reload_raw");
    private static final Schedule FAILED = Schedule.parse("c256_b1_t1x2_cwh_slide_held_raw");

    @TempDir private Path folder;

    private static Observation seen(Schedule schedule, double nanos) {
        return new Observation(schedule, OptionalDouble.of(nanos));
    }

    @Test
    void whatWasScreenedFastByLuckIsOut() throws InterruptedException {
        List<Observation> screened =
                List.of(
                        seen(SLOW, 10),
                        seen(FAST, 1000),
                        new Observation(FAILED, OptionalDouble.empty()));
        try (RealRun run = new RealRun(folder)) {
            List<Observation> near =
                    new PlayOff(run.screening, run.journal, CacheState.HOT)
                            .run(RealRun.LAYER, RealRun.SPACE, screened);
            assertThat(near).extracting(Observation::schedule).containsExactly(FAST);
            assertThat(run.recorded(Stage.PLAY_OFF)).containsExactly(SLOW, FAST);
        }
    }

    @Test
    void oneCandidateAndColdCachesNeedNone() throws InterruptedException {
        List<Observation> one = List.of(seen(FAST, 1000));
        List<Observation> two = List.of(seen(SLOW, 10), seen(FAST, 1000));
        try (RealRun run = new RealRun(folder)) {
            assertThat(
                            new PlayOff(run.screening, run.journal, CacheState.HOT)
                                    .run(RealRun.LAYER, RealRun.SPACE, one))
                    .isEqualTo(one);
            assertThat(
                            new PlayOff(run.screening, run.journal, CacheState.COLD)
                                    .run(RealRun.LAYER, RealRun.SPACE, two))
                    .isEqualTo(two);
            assertThat(run.recorded(Stage.PLAY_OFF)).isEmpty();
        }
    }
}
