package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.lanewise.config.CacheState;
import org.lanewise.db.Stage;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.search.Observation;

@Tag("slow")
@Isolated("two kernels take turns on a clock, which other tests would take from one of them")
class PlayOffTest {
    private static final Schedule FAST = Schedule.parse("c256_b1_t1x4_cwh_slide_held_raw");
    private static final Schedule SLOW = Schedule.parse("c128_b1_t1x1_chw_none_reload_raw");
    private static final Schedule FAILED = Schedule.parse("c256_b1_t1x2_cwh_slide_held_raw");
    private static final List<Observation> SCREENED =
            List.of(
                    seen(SLOW, 10),
                    seen(FAST, 1000),
                    new Observation(FAILED, OptionalDouble.empty()));

    @TempDir private Path folder;

    private static Observation seen(Schedule schedule, double nanos) {
        return new Observation(schedule, OptionalDouble.of(nanos));
    }

    private static List<Observation> play(
            RealRun real, CacheState cache, List<Observation> screened, Duration time)
            throws InterruptedException {
        Run run = real.of(RealRun.plan(cache, 16, RealRun.LAYER));
        return new PlayOff(run, RealRun.search(run, RealRun.LAYER))
                .run(screened, Deadline.in(time));
    }

    @Test
    void whatWasScreenedFastByLuckIsOut() throws InterruptedException {
        try (RealRun real = new RealRun(folder)) {
            List<Observation> near = play(real, CacheState.HOT, SCREENED, Duration.ofMinutes(1));
            assertThat(near).extracting(Observation::schedule).containsExactly(FAST);
            assertThat(real.recorded(Stage.PLAY_OFF)).containsExactly(SLOW, FAST);
        }
    }

    @Test
    void oneCandidateColdCachesAndNoTimeNeedNone() throws InterruptedException {
        List<Observation> one = List.of(seen(FAST, 1000));
        Duration enough = Duration.ofMinutes(1);
        try (RealRun real = new RealRun(folder)) {
            assertThat(play(real, CacheState.HOT, one, enough)).isEqualTo(one);
            assertThat(play(real, CacheState.COLD, SCREENED, enough)).isEqualTo(SCREENED);
            assertThat(play(real, CacheState.HOT, SCREENED, Duration.ofSeconds(1)))
                    .isEqualTo(SCREENED);
            assertThat(real.recorded(Stage.PLAY_OFF)).isEmpty();
        }
    }
}
