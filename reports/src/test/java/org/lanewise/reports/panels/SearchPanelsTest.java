package org.lanewise.reports.panels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.lanewise.reports.page.Trials.BEST;
import static org.lanewise.reports.page.Trials.DEFAULT;
import static org.lanewise.reports.page.Trials.OTHER;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.db.Outcome;
import org.lanewise.db.RunTime;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.Run;
import org.lanewise.reports.chart.Key;
import org.lanewise.reports.page.Trials;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.Schedule;

/** What the panels of a search are made of: its trials, failures, time and predictions. */
@Execution(ExecutionMode.CONCURRENT)
final class SearchPanelsTest {
    @TempDir Path folder;

    private Run run(Consumer<Trials> trials) {
        return Trials.run(folder, trials);
    }

    private static LayerRun only(Run run) {
        return run.layers().getFirst();
    }

    private static Schedule tile(int number) {
        return Schedule.parse(
                "c512_b1_t%dx%d_chw_taps_held_raw".formatted(1 + number / 4, 1 + number % 4));
    }

    @Test
    void aFailureIsTriedAgainByOneCommand() {
        Failures failures =
                FailuresReader.read(
                        only(run(trials -> trials.failed(OTHER, new Outcome.TimedOut(9)))));

        assertThat(failures.failures())
                .extracting(FailureRow::command)
                .singleElement(STRING)
                .startsWith(
                        "lanewise record 32x8x8_k3_s1_p1_nchw16c -o c256_b2_t2x2_chw_taps_held_raw.gz --fix axis=c,vectorBits=256,channelBlock=2,"
                                + "tileH=2,tileW=2,tileC=1,order=chw,unroll=taps,weights=held,access=raw,borders=peeled")
                .endsWith(
                        Knobs.KNOBS.stream()
                                .map(knob -> knob.name() + "=" + knob.textOf(OTHER))
                                .collect(Collectors.joining(",", " --fix ", "")));
    }

    @Test
    void timeIsCountedByStageAndPausesAreLeftOut() {
        Time time =
                TimeReader.read(
                        run(trials ->
                                trials.screened(BEST, 1)
                                        .screened(OTHER, 2)
                                        .pause(3_600)
                                        .rounds(BEST, 2_000)));

        assertThat(time.steps())
                .containsExactly(
                        new Time.Step("search", 2, 2),
                        new Time.Step("confirmation in fresh JVMs", 2, 2));
        assertThat(time.warmUpSeconds()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void theSearchsTimeIsThatOfTheRunItself() {
        Run run =
                run(trials ->
                        trials.ofRun(1, 1)
                                .spent(new RunTime.Part("javac", 7))
                                .ofRun(2, 2)
                                .rounds(BEST, 2_000, 2_000, 2_000)
                                .spent(new RunTime.Part("javac", 2), new RunTime.Part("JIT", 1)));
        Time time = TimeReader.read(run);
        assertThat(time.search())
                .containsExactly(new RunTime.Part("javac", 2), new RunTime.Part("JIT", 1));
        assertThat(time.searchSeconds()).isEqualTo(3);
        assertThat(time.searchChart().json()).contains("javac", "JIT");
    }

    @Test
    void whereASliceWasRecordedTheSearchStandsBesideOnesAtRandom() {
        Run run =
                run(trials -> {
                    trials.ofRun(2, 1);
                    for (int number = 0; number < 20; number++) {
                        trials.recorded(tile(number), 1_000 * (number + 1));
                    }
                    trials.ofRun(1, 1).screened(OTHER, 4_000).screened(BEST, 2_000);
                });
        Progress progress = ProgressReader.read(only(run));
        double flops = Trials.WORKLOAD.flops();

        assertThat(progress.trials()).as("a recording is no part of the search").hasSize(2);
        RandomBand band = progress.random().orElseThrow();
        assertThat(band.schedules()).isEqualTo(20);
        assertThat(band.steps())
                .first()
                .isEqualTo(new RandomBand.Step(1, flops / 18_000, flops / 10_000, flops / 2_000));
        assertThat(band.steps()).extracting(RandomBand.Step::trial).containsExactly(1, 2);
        assertThat(progress.byTrials().keys()).contains(new Key("area", "eight of ten of them"));
        assertThat(progress.byTrials().json()).contains("\"stack\"");
        assertThat(progress.byTime().json()).doesNotContain("\"stack\"");
    }

    @Test
    void aFewRecordedSchedulesTellNothingOfSearchingAtRandom() {
        Run run =
                run(trials -> {
                    for (int number = 0; number < 15; number++) {
                        trials.recorded(tile(number), 1_000);
                    }
                    trials.screened(BEST, 2_000).recorded(tile(3), 1_000);
                });
        assertThat(ProgressReader.read(only(run)).random()).isEmpty();
    }

    @Test
    void predictionsAreHeldAgainstWhatWasMeasuredRoundByRound() {
        Schedule slow = Schedule.parse("c512_b1_t1x1_chw_taps_held_raw");
        Run run =
                run(trials ->
                        trials.screened(DEFAULT, 4_000)
                                .predicted(0.9, OTHER, 5_000)
                                .predicted(1.1, BEST, 2_000)
                                .predicted(0.5, slow, 8_000)
                                .screenedAgain(OTHER, 4_000));
        Predictions predictions = PredictionsReader.read(only(run));
        assertThat(predictions.guesses())
                .containsExactly(
                        new Predictions.Guess(1, OTHER, 0.9, 1),
                        new Predictions.Guess(1, BEST, 1.1, 2),
                        new Predictions.Guess(1, slow, 0.5, 0.5));
        assertThat(predictions.rounds())
                .singleElement()
                .satisfies(round ->
                        assertThat(round.correlation().orElseThrow()).isCloseTo(1, within(1e-12)));
        assertThat(predictions.scatter().json()).contains("predicted 1.100, measured 2.000");
    }
}
