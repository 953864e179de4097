package org.lanewise.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.reports.page.Trials.BEST;
import static org.lanewise.reports.page.Trials.DEFAULT;
import static org.lanewise.reports.page.Trials.OTHER;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.codegen.KernelSource;
import org.lanewise.db.Trial;
import org.lanewise.reports.page.Trials;
import org.lanewise.reports.panels.Ablation;
import org.lanewise.reports.panels.AblationReader;
import org.lanewise.reports.panels.CodeReader;
import org.lanewise.reports.panels.RepeatReader;
import org.lanewise.schedule.Schedule;

/** Which of all recorded trials a page shows. */
@Execution(ExecutionMode.CONCURRENT)
final class OwnTrialsTest {
    @TempDir Path folder;

    private Run run(Consumer<Trials> trials) {
        return Trials.run(folder, trials);
    }

    private static LayerRun only(Run run) {
        return run.layers().getFirst();
    }

    @Test
    void thoseOfAnotherRunAreLeftOut() {
        Run run =
                run(trials ->
                        trials.ofRun(1, 1)
                                .screened(OTHER, 3_000)
                                .rounds(OTHER, 3_000, 3_000, 3_000)
                                .ofRun(2, 2)
                                .screened(BEST, 2_000)
                                .rounds(BEST, 2_000, 2_000, 2_000)
                                .ofRun(3, 3)
                                .screened(OTHER, 1_500));

        assertThat(only(run).trials()).hasSize(7).extracting(Trial::seed).containsOnly(2L);
        assertThat(RepeatReader.read(run).searches()).containsExactly("by hand, seed 2");
    }

    /** Two equal hosts tune one layer at once. */
    @Test
    void theRoundsOfTwoRunsAtOnceAreNotMixed() {
        Run run =
                run(trials -> {
                    for (double ns : new double[] {1_990, 2_000, 2_010}) {
                        trials.ofRun(1, 1).rounds(BEST, ns).ofRun(2, 2).rounds(BEST, 2 * ns);
                    }
                });
        assertThat(only(run).forks().times(BEST)).containsExactly(1_990, 2_000, 2_010);
        assertThat(only(run).trials()).hasSize(6).extracting(Trial::seed).containsOnly(1L);
    }

    @Test
    void aConfirmationThatBeginsBehindAnothersApplicationIsWhole() {
        Run run =
                run(trials ->
                        trials.ofRun(1, 1)
                                .applied(BEST, 2_100)
                                .ofRun(2, 2)
                                .confirmed(BEST, 1_990)
                                .confirmed(DEFAULT, 8_000)
                                .confirmed(BEST, 2_000)
                                .confirmed(DEFAULT, 8_000)
                                .confirmed(BEST, 2_010)
                                .ofRun(1, 1)
                                .applied(BEST, 2_100));
        assertThat(only(run).forks().times(BEST)).containsExactly(1_990, 2_000, 2_010);
    }

    @Test
    void whereNothingIsBehindTheFiguresThePageSaysSo() {
        Run without = run(trials -> trials.ofRun(1, 1).screened(OTHER, 3_000));
        assertThat(only(without).behind()).isFalse();
        assertThat(only(without).trials()).hasSize(1);
        Run with = run(trials -> trials.ofRun(2, 1).rounds(BEST, 2_000, 2_000, 2_000));
        assertThat(only(with).behind()).isTrue();
    }

    @Test
    void whatALaterRunTriedAroundTheWinnerIsOfTheWinner() {
        Schedule changed = Schedule.parse("c512_b1_t1x4_chw_taps_held_raw");
        Run run =
                run(trials ->
                        trials.ofRun(1, 1)
                                .rounds(BEST, 2_000, 2_000, 2_000)
                                .ofRun(2, 2)
                                .ablated(BEST, 2_000.0, 2_010.0, 2_020.0)
                                .ablated(changed, 4_000.0, 4_020.0, 4_040.0));
        assertThat(only(run).trials()).hasSize(6);
        assertThat(AblationReader.read(only(run)).changes())
                .extracting(Ablation.Change::schedule)
                .containsExactly(changed);
    }

    @Test
    void aRunThatGoesOnHasWhatItsSearchScreenedBefore() {
        Run run =
                run(trials ->
                        trials.ofRun(1, 1)
                                .screened(OTHER, 3_000)
                                .rounds(OTHER, 3_000, 3_000, 3_000)
                                .ofRun(2, 1)
                                .screened(BEST, 2_000)
                                .rounds(BEST, 2_000, 2_000, 2_000));

        assertThat(only(run).trials())
                .extracting(Trial::schedule)
                .containsExactly(OTHER, BEST, DEFAULT, BEST, DEFAULT, BEST, DEFAULT, BEST);
    }

    @Test
    void theJvmBesideAnApplicationIsNoRoundOfTheConfirmation() {
        Run run =
                run(trials ->
                        trials.ofRun(1, 1)
                                .rounds(BEST, 2_000, 1_990, 2_010)
                                .confirmed(BEST, 2_200)
                                .applied(BEST, 2_100)
                                .applied(BEST, 2_100)
                                .confirmed(BEST, 2_300));

        assertThat(only(run).forks().times(BEST)).containsExactly(2_000, 1_990, 2_010);
        assertThat(only(run).gain()).isPresent();
    }

    @Test
    void whatAnotherGeneratorMadeIsShownAsItsOwn() {
        int earlier = KernelSource.GENERATOR - 1;
        Run run =
                run(trials ->
                        trials.ofRun(1, 1)
                                .generatedBy(earlier)
                                .screened(BEST, 2_000)
                                .rounds(BEST, 2_000, 2_000, 2_000)
                                .ofRun(2, 1)
                                .generatedBy(KernelSource.GENERATOR)
                                .screened(OTHER, 1_500));

        assertThat(only(run).trials()).hasSize(7);
        assertThat(RepeatReader.read(run).generators()).containsExactly(earlier);
        assertThat(CodeReader.read(only(run)).measuredWith()).hasValue(earlier);
    }

    @Test
    void whatNoJvmHasConfirmedIsOfTheRunThatScreenedIt() {
        Run run =
                run(trials ->
                        trials.ofRun(1, 1)
                                .screened(OTHER, 3_000)
                                .ofRun(2, 2)
                                .screened(BEST, 2_000)
                                .ofRun(3, 3)
                                .screened(OTHER, 3_000));

        assertThat(only(run).trials()).extracting(Trial::schedule).containsExactly(BEST);
    }

    @Test
    void aLayerWithoutTrialsHasNoGenerator() {
        Run run = run(trials -> {});

        assertThat(only(run).trials()).isEmpty();
        assertThat(RepeatReader.read(run).generators()).isEmpty();
        assertThat(CodeReader.read(only(run)).measuredWith()).isEmpty();
    }
}
