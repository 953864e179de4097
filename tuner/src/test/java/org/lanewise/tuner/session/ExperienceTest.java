package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Evidence;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Fact;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.costmodel.Example;
import org.lanewise.workload.Workload;

class ExperienceTest {
    private static final Machine MACHINE =
            new Machine("CPU", "avx512", 512, 2, "Linux", "25", List.of());
    private static final Workload WORKLOAD = Workload.parse("640x20x20_k3_s1_p1_nchw16c");
    private static final Schedule TABLE =
            ScheduleSpace.of(WORKLOAD, MACHINE.target()).tableSchedule().orElseThrow().schedule();
    private static final Schedule OTHER = Schedule.parse("c512_b2_t3x2_hcw_taps_held_raw");
    private static final String SHAPE = "512x32 nchw16c k3x3 s1x1 d1x1 m1 whole 640 20 20 ";

    private final Experience experience = new Experience();

    private void result(Schedule best, double ns, Schedule untuned, double nsOfUntuned) {
        result(best, ns, untuned, nsOfUntuned, CacheState.HOT, Evidence.NONE);
    }

    private void result(
            Schedule best,
            double ns,
            Schedule untuned,
            double nsOfUntuned,
            CacheState cache,
            Evidence evidence) {
        TunedLayer layer =
                new TunedLayer("a", WORKLOAD, best, time(ns), untuned, time(nsOfUntuned), evidence);
        experience.accept(
                new Fact.OfResult(
                        1, 1, new BestConfig(MACHINE, "suite", cache, 100, List.of(layer))));
    }

    private static Estimate time(double ns) {
        return new Estimate(ns, ns, ns);
    }

    private void trial(Schedule schedule, Stage stage, CacheState cache, double ns) {
        Outcome measured = new Outcome.Measured(time(ns), List.of(ns), 5);
        experience.accept(
                new Fact.OfTrial(
                        UUID.randomUUID(),
                        1,
                        MACHINE,
                        1,
                        Optional.empty(),
                        new Trial(
                                WORKLOAD,
                                schedule,
                                stage,
                                cache,
                                "model",
                                1,
                                measured,
                                Instant.EPOCH)));
    }

    @Test
    void neighboursGetWhatWonByFar() {
        result(OTHER, 100, TABLE, 120);
        assertThat(experience.schedules()).containsExactly(SHAPE + OTHER);
    }

    @Test
    void neighboursOfAShapeThatGainsLittleStayWithTheTable() {
        result(OTHER, 100, TABLE, 103);
        assertThat(experience.schedules()).containsExactly(SHAPE + "-");
    }

    @Test
    void aTableOfEarlierDaysIsNotLearned() {
        result(OTHER, 100, OTHER, 100);
        assertThat(experience.schedules()).containsExactly(SHAPE + "-");
    }

    @Test
    void whatWasLearnedBeforeIsLearnedAgainWhereNothingBeatsIt() {
        Workload learned = Workload.parse("144x128x128_k3_s1_p1_nchw16c");
        TunedLayer layer =
                new TunedLayer("a", learned, OTHER, time(100), OTHER, time(100), Evidence.NONE);
        experience.accept(
                new Fact.OfResult(
                        1,
                        1,
                        new BestConfig(MACHINE, "suite", CacheState.HOT, 100, List.of(layer))));
        assertThat(experience.schedules()).singleElement().asString().endsWith(" " + OTHER);
    }

    @Test
    void whatWasLearnedBeforeIsForgottenWhereTheTableWins() {
        result(TABLE, 100, OTHER, 120);
        assertThat(experience.schedules()).containsExactly(SHAPE + "-");
    }

    @Test
    void theLastResultOfAShapeCounts() {
        result(OTHER, 100, TABLE, 120);
        result(TABLE, 100, TABLE, 100);
        assertThat(experience.schedules()).containsExactly(SHAPE + "-");
    }

    @Test
    void coldCachesAndUnconfirmedResultsTeachNoSchedule() {
        result(OTHER, 100, TABLE, 120, CacheState.COLD, Evidence.NONE);
        result(OTHER, 100, TABLE, 120, CacheState.HOT, Evidence.UNCONFIRMED);
        assertThat(experience.schedules()).isEmpty();
    }

    @Test
    void theModelLearnsFromTheLastScreeningOfEachScheduleAlone() {
        trial(TABLE, Stage.SCREEN, CacheState.HOT, 200);
        trial(TABLE, Stage.SCREEN, CacheState.HOT, 100);
        trial(OTHER, Stage.SCREEN, CacheState.HOT, 150);
        trial(OTHER, Stage.CONFIRM, CacheState.HOT, 160);
        trial(OTHER, Stage.SCREEN, CacheState.COLD, 900);

        assertThat(experience.examples())
                .extracting(Example::cost)
                .extracting(cost -> cost.orElseThrow())
                .containsExactly(100.0, 150.0);
        assertThat(experience.examples()).extracting(Example::problem).containsOnly(problem());
    }

    private Object problem() {
        return experience.examples().getFirst().problem();
    }
}
