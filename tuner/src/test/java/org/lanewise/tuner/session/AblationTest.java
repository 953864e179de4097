package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.db.Stage;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

class AblationTest {
    private static final ScheduleSpace SPACE =
            ScheduleSpace.of(Workload.parse("64x12x12_k3_s1_p1_nchw16c"), Target.AVX512);

    @TempDir private Path folder;

    private static long differences(Schedule one, Schedule other) {
        return Knobs.KNOBS.stream()
                .filter(knob -> !knob.textOf(one).equals(knob.textOf(other)))
                .count();
    }

    @Test
    void aNeighbourDiffersInOneKnobAndTheNearestComeFirst() {
        LegalSchedule center = SPACE.requireDefault();
        List<LegalSchedule> neighbours = Ablation.neighbours(SPACE, center);

        assertThat(neighbours)
                .hasSizeGreaterThan(8)
                .doesNotHaveDuplicates()
                .allMatch(other -> differences(center.schedule(), other.schedule()) == 1);
        assertThat(neighbours.subList(0, 3))
                .extracting(other -> changed(center.schedule(), other.schedule()))
                .doesNotHaveDuplicates();
    }

    private static String changed(Schedule one, Schedule other) {
        return Knobs.KNOBS.stream()
                .filter(knob -> !knob.textOf(one).equals(knob.textOf(other)))
                .findFirst()
                .orElseThrow()
                .name();
    }

    @Test
    @Tag("slow")
    void neighboursTakeTurnsWithTheWinnerAsLongAsThereIsTime() throws InterruptedException {
        try (RealRun real = new RealRun(folder)) {
            Run run = real.small();
            LegalSchedule winner = run.space(RealRun.SMALL).requireDefault();
            new Ablation(run, winner).run(Deadline.in(Duration.ZERO));
            assertThat(real.recorded(Stage.ABLATION)).isEmpty();

            new Ablation(run, winner).run(Deadline.in(Duration.ofSeconds(20)));
            List<Schedule> recorded = real.recorded(Stage.ABLATION);
            assertThat(recorded).first().isEqualTo(winner.schedule());
            assertThat(recorded).hasSizeGreaterThan(1);
        }
    }
}
