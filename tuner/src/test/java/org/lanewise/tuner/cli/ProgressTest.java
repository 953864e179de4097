package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.lanewise.config.Estimate;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.session.LayerProblem;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.workload.Workload;

/** What a run says of itself, on a terminal and in a file. */
class ProgressTest {
    /** 8192 FLOPs, so 1000 ns are 8.2 GFLOP/s. */
    private static final Workload WORKLOAD = Workload.parse("64x8x8_k1_nchw16c");

    private static final Layer FIRST = new Layer("first", WORKLOAD, 1);
    private static final Layer SECOND = new Layer("second", WORKLOAD, 1);
    private static final Schedule SCHEDULE = Schedule.parse("c512_b1_t1x4_chw_taps_held_raw");

    private static String lines(Consumer<TerminalProgress> run) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (TerminalProgress progress = new LineProgress(2, stream(said))) {
            run.accept(progress);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private static Estimate time(double nanos) {
        return new Estimate(nanos, nanos, nanos);
    }

    private static Outcome timed(double nanos) {
        return new Outcome.Measured(time(nanos), List.of(nanos), 1);
    }

    @Test
    void aLayersSearchIsSaidOnceWithWhatIsKnown() {
        assertThat(
                        lines(progress -> {
                            progress.searching(FIRST, 0, 64);
                            progress.searching(SECOND, 12, 64);
                            progress.searching(FIRST, 16, 64);
                        }))
                .isEqualTo(
                        """
                        Searching first (1 of 2)
                        Searching second (2 of 2), 12 trials are known
                        """);
    }

    @Test
    void theFirstTrialIsSaidAtOnceAndThoseOfTheNextSecondsAreNot() {
        assertThat(
                        lines(progress -> {
                            progress.tried(FIRST, SCHEDULE, timed(1000));
                            progress.tried(FIRST, SCHEDULE, timed(500));
                            progress.confirmed(FIRST, SCHEDULE, timed(500));
                        }))
                .isEqualTo("  trial 1, first: best 8.2 GFLOP/s\n");
    }

    @Test
    void aFirstTrialThatFailedHasNoSpeedYet() {
        assertThat(lines(progress -> progress.tried(FIRST, SCHEDULE, new Outcome.TimedOut(10))))
                .isEqualTo("  trial 1, first: none has a time yet\n");
    }

    @Test
    void disturbancesConfirmationsAndEndsAreLinesOfTheirOwn() {
        assertThat(
                        lines(progress -> {
                            progress.disturbed(FIRST, 1);
                            progress.disturbed(SECOND, 3);
                            progress.confirming(FIRST, 5);
                            progress.finished(
                                    new TunedLayer(
                                            "first",
                                            WORKLOAD,
                                            SCHEDULE,
                                            time(500),
                                            SCHEDULE,
                                            time(1000)));
                        }))
                .isEqualTo(
                        """
                        The machine was disturbed: 1 trial of first again
                        The machine was disturbed: 3 trials of second again
                        Confirming first in fresh JVMs: 5 schedules
                        Done 1 of 2, first: 16.4 GFLOP/s, 2.00x the default
                        """);
    }

    @Test
    void aLayerThatFailedIsNamedWithItsReason() {
        assertThat(lines(progress -> progress.failed(new LayerProblem("first", "it is too large"))))
                .isEqualTo("first: it is too large\n");
    }

    @Test
    void theBarCountsTrialsOfAllLayersAndThenConfirmedLayers() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (TerminalProgress progress = new LiveProgress(2, stream(said))) {
            progress.searching(FIRST, 2, 4);
            progress.tried(FIRST, SCHEDULE, timed(1000));
            progress.tried(FIRST, SCHEDULE, timed(1000));
            progress.disturbed(FIRST, 1);
            progress.tried(FIRST, SCHEDULE, timed(500));
            progress.searching(SECOND, 0, 4);
            progress.searching(FIRST, 2, 4);
            progress.confirming(FIRST, 3);
            progress.confirmed(FIRST, SCHEDULE, timed(500));
            progress.finished(
                    new TunedLayer("first", WORKLOAD, SCHEDULE, time(500), SCHEDULE, time(1000)));
        }
        String bars = said.toString(StandardCharsets.UTF_8);
        // Each bar is drawn a last time when the next one takes its place.
        assertThat(bars).containsSubsequence("searching", "4/8", "first: best 16.4 GFLOP/s");
        assertThat(bars).containsSubsequence("confirming in fresh JVMs", "1/2");
    }
}
