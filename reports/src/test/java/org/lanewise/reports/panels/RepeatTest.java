package org.lanewise.reports.panels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.reports.page.Trials.BEST;
import static org.lanewise.reports.page.Trials.OTHER;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.config.TunedLayer;
import org.lanewise.reports.page.Trials;

@Execution(ExecutionMode.CONCURRENT)
final class RepeatTest {
    @TempDir Path folder;

    private Repeat read(Consumer<Trials> trials) {
        return RepeatReader.read(Trials.run(folder, trials));
    }

    @Test
    void ofARunFromBeforeCommandsWereKeptTheSeedIsNamedAndThatIsSaid() {
        Repeat repeat = read(trials -> trials.screened(BEST, 1));
        assertThat(repeat.commands())
                .containsExactly(
                        "lanewise tune tiny --layout nchw16c --strategy 'by hand' --seed 1",
                        "lanewise report tiny --layout nchw16c");
        assertThat(repeat.made()).isEmpty();
        assertThat(repeat.words()).endsWith("the runs are from before that was kept.");
    }

    @Test
    void theCommandThatMadeARunIsToldAsItWasTyped() {
        Repeat repeat =
                read(trials ->
                        trials.ofRun(1, 1)
                                .typed("90s", "tune", "tiny", "--budget", "90s")
                                .screened(OTHER, 3_000)
                                .ofRun(2, 1)
                                .typed("10m,64", "tune", "it's tiny")
                                .screened(BEST, 2_000));
        assertThat(repeat.made())
                .containsExactly(
                        new Repeat.Made("lanewise tune tiny --budget 90s", "90s"),
                        new Repeat.Made("lanewise tune 'it'\\''s tiny'", "10m,64"));
        assertThat(repeat.commands()).containsExactly("lanewise report tiny --layout nchw16c");
        assertThat(repeat.untold()).isZero();
    }

    @Test
    void whatAFleetMadeIsRepeatedByATuneOfTheSameBudget() {
        Repeat repeat =
                read(trials ->
                        trials.ofRun(1, 1)
                                .typed("2m,64", "worker", "--until-idle")
                                .screened(BEST, 2_000));
        assertThat(repeat.made())
                .containsExactly(new Repeat.Made("lanewise worker --until-idle", "2m,64"));
        assertThat(repeat.commands())
                .first()
                .isEqualTo(
                        "lanewise tune tiny --layout nchw16c --budget 2m,64 --strategy 'by hand' --seed 1");
    }

    @Test
    void theBudgetOfAFleetsJobIsNotThatOfAWholeTune() {
        List<TunedLayer> two =
                List.of(Trials.tuned("a", BEST, 2_000), Trials.tuned("b", BEST, 2_000));
        Repeat repeat =
                RepeatReader.read(
                        Trials.run(
                                folder,
                                two,
                                trials ->
                                        trials.ofRun(1, 1)
                                                .typed("2m,64", "worker")
                                                .screened(BEST, 2_000)));
        assertThat(repeat.commands())
                .first()
                .isEqualTo("lanewise tune tiny --layout nchw16c --strategy 'by hand' --seed 1");
    }

    @Test
    void anOptionMayStandBeforeTheCommand() {
        Repeat repeat =
                read(trials ->
                        trials.ofRun(1, 1)
                                .typed("90s", "--verbose", "tune", "tiny")
                                .screened(BEST, 2_000));
        assertThat(repeat.commands()).containsExactly("lanewise report tiny --layout nchw16c");
    }

    @Test
    void whatWasBegunBeforeCommandsWereKeptIsSaidBesideThemThatAre() {
        Repeat repeat =
                read(trials ->
                        trials.ofRun(1, 1)
                                .screened(OTHER, 3_000)
                                .ofRun(2, 1)
                                .typed("90s", "tune", "tiny")
                                .screened(BEST, 2_000));
        assertThat(repeat.made()).hasSize(1);
        assertThat(repeat.untold()).isEqualTo(1);
        assertThat(repeat.words())
                .endsWith("Of 1 layer some trials are of runs from before commands were kept.");
        // Nobody knows whether the first had that budget too.
        assertThat(repeat.commands()).hasSize(2).first().asString().doesNotContain("--budget");
    }
}
