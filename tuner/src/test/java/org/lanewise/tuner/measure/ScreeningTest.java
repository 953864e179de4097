package org.lanewise.tuner.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lanewise.config.CacheState;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.tuner.measure.protocol.WorkerJvm;
import org.lanewise.tuner.measure.worker.WorkerMain;
import org.lanewise.workload.Workload;

/** Real worker JVMs, good and bad. */
@Tag("slow")
// The longest classes begin first.
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
// Beside other classes, but its own tests one after the other: they time.
@ResourceLock("screenings")
class ScreeningTest {
    private static final Workload SMALL = Workload.parse("16x8x8_k3_s1_p1_nchw8c");
    private static final Request.Plan PLAN = Request.Plan.of(3, 5, 10_000);

    private static final double MILLISECOND = 1e6;

    private final Screening shared = IdleScreenings.take();

    @AfterEach
    void handOn() {
        IdleScreenings.give(shared);
    }

    private static LegalSchedule legal(String schedule) {
        return ScheduleSpace.of(SMALL, Target.AVX2).admit(Schedule.parse(schedule));
    }

    private static List<String> misbehaving(String how) {
        List<String> command =
                new ArrayList<>(WorkerJvm.screeningCommand(BadWorker.class.getName()));
        command.add(how);
        return command;
    }

    @Test
    void aGoodCandidateIsProvedAndTimed() throws InterruptedException {
        Outcome outcome = shared.measure(legal("c256_b1_t2x4_chw_taps_held_raw"), PLAN);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Measured.class,
                        measured -> {
                            assertThat(measured.samplesNs())
                                    .hasSize(3)
                                    .allMatch(sample -> sample > 0);
                            assertThat(measured.warmUpMs()).isPositive();
                        });
    }

    @Test
    void candidatesAreMeasuredAlikeWhetherTheyWerePreparedOrNot() throws InterruptedException {
        LegalSchedule prepared = legal("c256_b1_t2x4_chw_taps_held_raw");
        LegalSchedule other = legal("c128_b1_t2x2_cwh_cols_reload_checked");
        LegalSchedule unprepared = legal("c256_b1_t1x2_chw_cols_reload_raw");
        long worker = shared.pid();
        shared.prepare(List.of(prepared, other));
        for (LegalSchedule candidate : List.of(other, prepared, prepared, unprepared)) {
            assertThat(shared.measure(candidate, PLAN))
                    .isInstanceOfSatisfying(
                            Outcome.Measured.class,
                            measured -> {
                                assertThat(measured.samplesNs()).hasSize(3);
                                assertThat(measured.warmUpMs()).isPositive();
                            });
        }
        assertThat(shared.pid()).isEqualTo(worker);
    }

    @Test
    void whateverTheJvmPrintsIsNoReply() throws InterruptedException {
        List<String> talkative =
                new ArrayList<>(WorkerJvm.screeningCommand(WorkerMain.class.getName()));
        talkative.add(1, "-XshowSettings:all");
        try (Screening screening =
                new Screening(
                        talkative,
                        Map.of("JAVA_TOOL_OPTIONS", "-Xlog:gc"),
                        Duration.ofSeconds(60))) {
            assertThat(screening.machine().vectorBits()).isPositive();
            assertThat(screening.measure(legal("c256_b1_t2x4_chw_taps_held_raw"), PLAN))
                    .isInstanceOf(Outcome.Measured.class);
        }
    }

    /** Half a gigabyte of tensors and 6.6 GFLOP a run. */
    @Test
    void aKernelThatTakesLongIsMeasured() throws InterruptedException {
        try (Screening screening = new Screening()) {
            LegalSchedule large =
                    ScheduleSpace.of(
                                    Workload.parse("64x1024x1024_k7_s1_p3_nchw8c"),
                                    screening.machine().target())
                            .requireDefault();
            screening.prepare(List.of(large));
            long worker = screening.pid();
            assertThat(screening.measure(large, Request.Plan.SCREEN))
                    .isInstanceOf(Outcome.Measured.class);
            assertThat(screening.pid()).isEqualTo(worker);
        }
    }

    @Test
    void comparedCandidatesAreTimedInAsManyRoundsEach() throws InterruptedException {
        LegalSchedule fast = legal("c256_b1_t2x4_chw_taps_held_raw");
        LegalSchedule slow = legal("c128_b1_t1x1_chw_none_reload_checked");
        List<Outcome> outcomes = shared.compare(List.of(slow, fast), PLAN, Duration.ofMinutes(1));
        assertThat(outcomes)
                .hasSize(2)
                .allSatisfy(outcome ->
                        assertThat(((Outcome.Measured) outcome).samplesNs())
                                .hasSize(3)
                                .allMatch(ns -> ns > 0));
        // Each has its own times: this one has twice the vectors, and no tile.
        assertThat(median(outcomes.get(0))).isGreaterThan(median(outcomes.get(1)));
        try (Screening screening =
                new Screening(misbehaving("die"), Map.of(), Duration.ofSeconds(30))) {
            assertThat(screening.compare(List.of(fast, slow), PLAN, Duration.ofMinutes(1)))
                    .isEmpty();
        }
    }

    @Test
    void aWorkerThatEndsOrHangsWhilePreparingIsReplaced() throws InterruptedException {
        for (String how : List.of("die", "hang")) {
            try (Screening screening =
                    new Screening(misbehaving(how), Map.of(), Duration.ofSeconds(2))) {
                long first = screening.pid();
                screening.prepare(List.of(legal("c256_b1_t2x4_chw_taps_held_raw")));
                assertThat(screening.pid()).isNotEqualTo(first);
            }
        }
    }

    @Test
    void aClearlySlowCandidateIsMeasuredByAFirstLookOnly() throws InterruptedException {
        assertThat(shared.measure(legal("c256_b1_t2x4_chw_taps_held_raw"), PLAN.cutAt(0.001)))
                .isInstanceOfSatisfying(
                        Outcome.Measured.class,
                        cut -> assertThat(cut.samplesNs()).hasSize(2).allMatch(ns -> ns > 0));
        assertThat(shared.measure(legal("c256_b1_t2x4_chw_taps_held_raw"), PLAN.cutAt(1e12)))
                .isInstanceOfSatisfying(
                        Outcome.Measured.class, whole -> assertThat(whole.samplesNs()).hasSize(3));
    }

    /** A buffer of twice the last cache is read before each call; its time must not be counted. */
    @Test
    void withColdCachesTheCallAloneIsTimedAndTakesLonger() throws InterruptedException {
        double hot = median(shared.measure(legal("c256_b1_t2x4_chw_taps_held_raw"), PLAN));
        double cold =
                median(
                        shared.measure(
                                legal("c256_b1_t2x4_chw_taps_held_raw"),
                                PLAN.with(CacheState.COLD)));
        assertThat(cold).isGreaterThan(hot).isLessThan(MILLISECOND);
    }

    private static double median(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Measured.class);
        return ((Outcome.Measured) outcome).time().medianNs();
    }

    @Test
    void theControlKernelIsTimedInTheWorkerOfTheCandidates() throws InterruptedException {
        long worker = shared.pid();
        assertThat(shared.control(Duration.ofSeconds(30)).orElseThrow()).isPositive();
        assertThat(shared.pid()).isEqualTo(worker);
    }

    @Test
    void aWorkerThatHangsIsGivenUpAtTheCutoffThoughItsLimitIsLonger() throws InterruptedException {
        long start = System.nanoTime();
        try (Screening screening =
                new Screening(
                        misbehaving("hang"),
                        Map.of(),
                        Duration.ofMinutes(10),
                        Cutoff.in(Duration.ofSeconds(2)))) {
            assertThat(screening.control(Duration.ofMinutes(10))).isEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aControlThatCannotBeTimedIsNoFailureOfTheRun() throws InterruptedException {
        try (Screening screening =
                new Screening(misbehaving("die"), Map.of(), Duration.ofSeconds(30))) {
            assertThat(screening.control(Duration.ofSeconds(30))).isEmpty();
        }
    }

    @Test
    void oneWorkerServesManyCandidates() throws InterruptedException {
        long first = shared.pid();
        shared.measure(legal("c256_b1_t1x4_chw_taps_held_raw"), PLAN);
        shared.measure(legal("c128_b1_t2x2_cwh_cols_reload_checked"), PLAN);
        assertThat(shared.pid()).isEqualTo(first);
    }

    @Test
    void aKernelThatCannotReachCompiledCodeIsNoSlowKernel() throws InterruptedException {
        List<String> interpreted =
                new ArrayList<>(WorkerJvm.screeningCommand(WorkerMain.class.getName()));
        interpreted.add(1, "-Xint");
        try (Screening screening = new Screening(interpreted, Map.of(), Duration.ofSeconds(60))) {
            Outcome outcome =
                    screening.measure(
                            legal("c256_b1_t2x4_chw_taps_held_raw"), Request.Plan.of(3, 5, 300));
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.NotIntrinsified.class,
                            slow -> {
                                assertThat(slow.bytesPerCall()).isPositive();
                                assertThat(slow.message())
                                        .isEqualTo(
                                                "HotSpot compiled none of its methods in the time given.");
                            });
        }
    }

    @Test
    void aKernelThatTheCompilerGivesUpIsRecordedWithItsWords() throws InterruptedException {
        List<String> tooLittle =
                new ArrayList<>(WorkerJvm.screeningCommand(WorkerMain.class.getName()));
        // C2 gives up a method that takes more nodes than this.
        tooLittle.addAll(
                1,
                List.of(
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:MaxNodeLimit=8000",
                        "-XX:NodeLimitFudgeFactor=1000"));
        try (Screening screening = new Screening(tooLittle, Map.of(), Duration.ofSeconds(60))) {
            Outcome outcome =
                    screening.measure(
                            legal("c256_b1_t4x4_chw_taps_reload_raw"),
                            Request.Plan.of(3, 5, 2_000));
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.NotIntrinsified.class,
                            slow ->
                                    assertThat(slow.message())
                                            .startsWith("HotSpot gave up on rows")
                                            .contains("node"));
        }
    }

    @Test
    void aHangingWorkerIsTimedOutAndReplaced() throws InterruptedException {
        try (Screening screening =
                new Screening(misbehaving("hang"), Map.of(), Duration.ofMillis(700))) {
            long first = screening.pid();
            assertThat(screening.measure(legal("c256_b1_t2x4_chw_taps_held_raw"), PLAN))
                    .isInstanceOfSatisfying(
                            Outcome.TimedOut.class,
                            late -> assertThat(late.limitMs()).isBetween(700L, 800L));
            assertThat(screening.pid()).isNotEqualTo(first);
            assertThat(ProcessHandle.of(first).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    @Test
    void aDyingWorkerIsRecordedWithItsExitCodeAndLastWords() throws InterruptedException {
        try (Screening screening =
                new Screening(misbehaving("die"), Map.of(), Duration.ofSeconds(30))) {
            assertThat(screening.measure(legal("c256_b1_t2x4_chw_taps_held_raw"), PLAN))
                    .isInstanceOfSatisfying(
                            Outcome.WorkerDied.class,
                            died ->
                                    assertThat(died.message())
                                            .contains("exit code 42")
                                            .contains("goodbye"));
        }
    }

    @Test
    void aWorkerKilledFromOutsideIsReplacedAndTheNextCandidateIsMeasured()
            throws InterruptedException {
        try (Screening screening = new Screening()) {
            ProcessHandle.of(screening.pid()).orElseThrow().destroyForcibly();
            assertThat(screening.measure(legal("c256_b1_t2x4_chw_taps_held_raw"), PLAN))
                    .isInstanceOf(Outcome.WorkerDied.class);
            assertThat(screening.measure(legal("c256_b1_t2x4_chw_taps_held_raw"), PLAN))
                    .isInstanceOf(Outcome.Measured.class);
        }
    }

    @Test
    void aWorkerWithoutTheVectorApiSaysHowToMendIt() {
        List<String> blind =
                new ArrayList<>(WorkerJvm.screeningCommand(WorkerMain.class.getName()));
        blind.removeIf(flag -> flag.contains("jdk.incubator.vector"));
        try (Screening screening = new Screening(blind, Map.of(), Duration.ofSeconds(30))) {
            assertThatThrownBy(screening::machine)
                    .isInstanceOf(MeasureException.class)
                    .hasMessageContaining("--add-modules jdk.incubator.vector");
        }
    }
}
