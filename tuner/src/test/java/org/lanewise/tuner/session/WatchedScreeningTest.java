package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.measure.protocol.ControlKernel;
import org.lanewise.tuner.search.Observation;
import org.lanewise.tuner.suites.Layer;

@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
// Beside other classes, but its own tests one after the other: they time.
@ResourceLock("watched screenings")
class WatchedScreeningTest {
    private static final List<Schedule> SCHEDULES =
            Stream.of(
                            "c256_b1_t1x4_cwh_slide_held_raw",
                            "c128_b1_t1x1_chw_none_reload_raw",
                            "c256_b1_t2x2_chw_taps_held_raw")
                    .map(Schedule::parse)
                    .toList();

    private static final double PREDICTED = 0.75;

    @TempDir private Path folder;

    private static List<Observation> measure(
            RealRun real, WatchedScreening screening, BooleanSupplier stop, Duration time)
            throws InterruptedException {
        List<LegalSchedule> batch =
                SCHEDULES.stream().map(schedule -> real.legal(schedule.toString())).toList();
        return screening.measure(
                RealRun.LAYER,
                Stage.SCREEN,
                batch,
                List.of(),
                any -> OptionalDouble.of(PREDICTED),
                stop,
                Deadline.in(time));
    }

    @Test
    void aBatchIsRecordedInItsOrderBetweenTwoControls() throws InterruptedException {
        try (RealRun real = new RealRun(folder)) {
            List<Layer> faster = new ArrayList<>();
            WatchedScreening watched = new WatchedScreening(real.small(), faster::add);
            List<Observation> seen = measure(real, watched, () -> false, Duration.ofMinutes(1));
            assertThat(seen).extracting(Observation::schedule).isEqualTo(SCHEDULES);
            assertThat(seen).allMatch(observation -> observation.nanos().isPresent());
            assertThat(real.recorded(Stage.SCREEN)).isEqualTo(SCHEDULES);
            assertThat(real.database.trials(real.machine, RealRun.SMALL))
                    .extracting(Trial::predicted)
                    .containsOnly(OptionalDouble.of(PREDICTED));
            // What fell into a disturbed moment is tried again before the next begins.
            assertThat(real.heard.tried.stream().distinct()).containsExactlyElementsOf(SCHEDULES);
            assertThat(real.database.trials(real.machine, ControlKernel.WORKLOAD))
                    .extracting(Trial::stage)
                    .hasSizeGreaterThanOrEqualTo(2)
                    .containsOnly(Stage.CONTROL);
            assertThat(faster).isNotEmpty().containsOnly(RealRun.LAYER);
            assertThat(watched.rate(Duration.ofSeconds(9)).trials()).isEqualTo(SCHEDULES.size());
        }
    }

    @Test
    void whatIsStoppedBetweenTwoTrialsKeepsTheFirst() throws InterruptedException {
        try (RealRun real = new RealRun(folder)) {
            List<Observation> seen =
                    measure(
                            real,
                            new WatchedScreening(real.small(), faster -> {}),
                            () -> !real.heard.tried.isEmpty(),
                            Duration.ofMillis(1));
            assertThat(seen)
                    .extracting(Observation::schedule)
                    .containsExactly(SCHEDULES.getFirst());
            assertThat(real.recorded(Stage.SCREEN)).containsExactly(SCHEDULES.getFirst());
        }
    }
}
