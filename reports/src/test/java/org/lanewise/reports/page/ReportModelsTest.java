package org.lanewise.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.lanewise.reports.page.Trials.BEST;
import static org.lanewise.reports.page.Trials.DEFAULT;
import static org.lanewise.reports.page.Trials.OTHER;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.config.Estimate;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.reports.TrialPoint;
import org.lanewise.reports.panels.Code;
import org.lanewise.reports.panels.FailureRow;
import org.lanewise.reports.panels.Failures;
import org.lanewise.reports.panels.FastestRow;
import org.lanewise.reports.panels.Finalists;
import org.lanewise.reports.panels.KernelText;
import org.lanewise.reports.panels.OutcomeCount;
import org.lanewise.reports.panels.Progress;
import org.lanewise.reports.panels.Verdict;
import org.lanewise.schedule.Schedule;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
final class ReportModelsTest {
    @TempDir Path folder;

    /** 32 channels of 8x8 outputs with 9 taps, two operations each. */
    private static final double FLOPS = 2.0 * 32 * 8 * 8 * 9;

    /** An image of 8 rows has all three taps of a row six times and two of them twice. */
    private static final double ON_IMAGE = 2.0 * 32 * 22 * 22;

    @Test
    void speedsAndSharesFollowFromTheTimes() {
        LayerSection layer = only(Trials.report(folder, "conv", trials -> {}));

        assertThat(layer.summary().best().speed().point()).isEqualTo(FLOPS / 2_000);
        assertThat(layer.summary().best().speed().low()).isEqualTo(FLOPS / (2_000 * 1.1));
        assertThat(layer.summary().best().speed().high()).isEqualTo(FLOPS / (2_000 * 0.9));
        assertThat(layer.summary().best().peakShare().orElseThrow())
                .isCloseTo(ON_IMAGE / 2_000 / 100, within(1e-12));
        assertThat(layer.summary().speedup()).isEqualTo(4);
    }

    @Test
    void bestSoFarOnlyRisesAndSkipsFailuresAndConfirmedTimes() {
        LayerSection layer =
                only(
                        Trials.report(
                                folder,
                                "conv",
                                trials ->
                                        trials.failed(OTHER, new Outcome.TimedOut(100))
                                                .screened(OTHER, 5_000)
                                                .screened(DEFAULT, 7_000)
                                                .failed(
                                                        OTHER,
                                                        new Outcome.WrongResult("off by one"))
                                                .screened(BEST, 1_900)
                                                .confirmed(OTHER, 1_000)
                                                .screened(OTHER, 1_950)));

        assertThat(progress(layer).improvements())
                .extracting(TrialPoint::number)
                .containsExactly(2, 5);
        assertThat(progress(layer).improvements())
                .extracting(TrialPoint::schedule)
                .containsExactly(OTHER, BEST);
        assertThat(progress(layer).trials())
                .extracting(TrialPoint::number)
                .containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void whatWasScreenedInADisturbedMomentIsReplacedByItsRepetition() {
        LayerSection layer =
                only(
                        Trials.report(
                                folder,
                                "conv",
                                trials ->
                                        trials.screened(OTHER, 5_000)
                                                .screened(BEST, 1_000)
                                                .screenedAgain(BEST, 4_000)
                                                .control(900)));

        assertThat(progress(layer).improvements())
                .extracting(TrialPoint::number)
                .containsExactly(1, 3);
        assertThat(progress(layer).trials())
                .extracting(TrialPoint::superseded)
                .containsExactly(false, true, false);
        assertThat(layer.panel(Finalists.class).fastest().getFirst().screened())
                .contains(Trials.time(4_000));
    }

    @Test
    void aPlayOffLeavesTheScreeningOfAFinalistAsItWas() {
        LayerSection layer =
                only(
                        Trials.report(
                                folder,
                                "conv",
                                trials ->
                                        trials.screened(OTHER, 5_000)
                                                .screened(BEST, 1_900)
                                                .playedOff(BEST, 1_700)
                                                .confirmed(BEST, 2_000)));

        assertThat(progress(layer).trials()).extracting(TrialPoint::superseded).containsOnly(false);
        assertThat(progress(layer).improvements())
                .extracting(TrialPoint::number)
                .containsExactly(1, 2);
        assertThat(layer.panel(Finalists.class).fastest().getFirst().screened())
                .contains(Trials.time(1_900));
        assertThat(progress(layer).byTrials().json())
                .contains("\"name\":\"played off among the fastest\"")
                .containsPattern("played off among[^\\[]*\\[\\[3\\D");
    }

    @Test
    void bestSoFarIsMonotoneInAWholeRun() {
        for (LayerSection layer : SampleRun.mobileNet(folder, 24).layers()) {
            assertThat(progress(layer).improvements())
                    .isNotEmpty()
                    .extracting(step -> step.speed().orElseThrow().point())
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void everyKindOfOutcomeIsCountedAndExplainedOnce() {
        ReportModel report =
                Trials.report(
                        folder,
                        "conv",
                        trials ->
                                trials.failed(
                                                OTHER,
                                                new Outcome.CompileFailed("line 3: no such symbol"))
                                        .failed(OTHER, new Outcome.WrongResult("element 5"))
                                        .failed(BEST, new Outcome.WrongResult("element 5"))
                                        .failed(OTHER, new Outcome.NotIntrinsified(640, ""))
                                        .failed(OTHER, new Outcome.TimedOut(1_500))
                                        .failed(OTHER, new Outcome.WorkerDied(" "))
                                        .screened(BEST, 2_100));
        LayerSection layer = only(report);

        assertThat(layer.panel(Failures.class).outcomes())
                .containsExactly(
                        new OutcomeCount(Outcome.Kind.MEASURED, 1),
                        new OutcomeCount(Outcome.Kind.COMPILE_FAILED, 1),
                        new OutcomeCount(Outcome.Kind.WRONG_RESULT, 2),
                        new OutcomeCount(Outcome.Kind.NOT_INTRINSIFIED, 1),
                        new OutcomeCount(Outcome.Kind.TIMED_OUT, 1),
                        new OutcomeCount(Outcome.Kind.WORKER_DIED, 1));
        assertThat(layer.panel(Failures.class).failures())
                .extracting(FailureRow::count, FailureRow::trial, FailureRow::message)
                .containsExactly(
                        tuple(2L, 2, "element 5"),
                        tuple(1L, 1, "line 3: no such symbol"),
                        tuple(
                                1L,
                                4,
                                "One run allocated 640 bytes; a compiled kernel allocates none."),
                        tuple(1L, 5, "No result after 1500 ms."),
                        tuple(1L, 6, "No message was recorded."));
        assertThat(report.panel(Verdict.class).trials()).isEqualTo(7);
        assertThat(report.panel(Verdict.class).failures()).isEqualTo(6);
    }

    @Test
    void longMessagesAreCutBetweenCharacters() {
        String message = "x".repeat(599) + "\uD83D\uDE00 and more";
        LayerSection layer =
                only(
                        Trials.report(
                                folder,
                                "conv",
                                trials -> trials.failed(OTHER, new Outcome.WorkerDied(message))));

        assertThat(layer.panel(Failures.class).failures())
                .extracting(FailureRow::message)
                .containsExactly("x".repeat(599) + " …");
    }

    @Test
    void winnerComesFirstThenConfirmedSchedulesThenScreenedOnes() {
        Schedule third = Schedule.parse("c128_b1_t1x1_chw_taps_held_raw");
        LayerSection layer =
                only(
                        Trials.report(
                                folder,
                                "conv",
                                trials ->
                                        trials.screened(third, 1_800)
                                                .screened(third, 1_700)
                                                .screened(BEST, 1_900)
                                                .screened(OTHER, 1_950)
                                                .screened(DEFAULT, 8_100)
                                                .confirmed(DEFAULT, 8_000)
                                                .confirmed(OTHER, 2_300)
                                                .confirmed(BEST, 2_050)));

        assertThat(layer.panel(Finalists.class).fastest())
                .extracting(FastestRow::schedule, FastestRow::confirmed, FastestRow::winner)
                .containsExactly(
                        row(BEST, Trials.time(2_000), true),
                        row(OTHER, Trials.time(2_300), false),
                        row(third, null, false),
                        row(DEFAULT, null, false));
        assertThat(layer.panel(Finalists.class).fastest().get(2).screened())
                .contains(Trials.time(1_700));
    }

    @Test
    void newestTrialAndMeanSpeedupComeFromTheDatabase() {
        ReportModel report =
                Trials.report(
                        folder,
                        List.of(tuned("a", 1_000), tuned("b", 4_000)),
                        trials -> trials.screened(BEST, 2_000));

        assertThat(report.newestTrial()).contains(Instant.parse("2026-11-20T08:00:02.125Z"));
        assertThat(report.panel(Verdict.class).meanSpeedup().orElseThrow())
                .isCloseTo(4, within(1e-12));
    }

    @Test
    void anEmptyDatabaseGivesAModelWithoutTrials() {
        ReportModel report = Trials.report(folder, "conv", trials -> {});

        assertThat(report.newestTrial()).isEmpty();
        assertThat(report.panel(Verdict.class).trials()).isZero();
        assertThat(progress(only(report)).improvements()).isEmpty();
        assertThat(only(report).panel(Finalists.class).fastest())
                .extracting(FastestRow::schedule)
                .containsExactly(BEST);
    }

    @Test
    void kernelTextIsWhatTheGeneratorPrints() {
        KernelText text =
                only(Trials.report(folder, "conv", trials -> {})).panel(Code.class).kernel();

        assertThat(text)
                .isInstanceOfSatisfying(
                        KernelText.Generated.class,
                        kernel -> {
                            assertThat(kernel.java())
                                    .contains("class K_" + BEST, "public void run(");
                            assertThat(kernel.loopNest()).contains("for task in");
                        });
    }

    @Test
    void aScheduleThatBreaksARuleIsNamedWithTheRule() {
        Workload plane = Workload.parse("4x3x4_k3_s1_p1_nchw");

        assertThat(KernelText.of(plane, BEST, Target.AVX512))
                .isInstanceOfSatisfying(
                        KernelText.Unavailable.class,
                        none -> assertThat(none.reason()).contains("staged-pixels-fill-vectors"));
    }

    private static TunedLayer tuned(String name, double bestNs) {
        return new TunedLayer(
                name, Trials.WORKLOAD, BEST, Trials.time(bestNs), DEFAULT, Trials.time(8_000));
    }

    private static Tuple row(Schedule schedule, @Nullable Estimate confirmed, boolean winner) {
        return tuple(schedule, Optional.ofNullable(confirmed), winner);
    }

    private static Progress progress(LayerSection layer) {
        return layer.panel(Progress.class);
    }

    private static LayerSection only(ReportModel report) {
        assertThat(report.layers()).hasSize(1);
        return report.layers().getFirst();
    }
}
