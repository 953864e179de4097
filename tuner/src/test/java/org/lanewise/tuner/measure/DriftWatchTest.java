package org.lanewise.tuner.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DriftWatchTest {
    private static final long SECOND = 1_000_000_000L;

    private final DriftWatch<String> watch = new DriftWatch<>(0);

    @Test
    void aSteadyMachineRepeatsNothing() {
        control(100);
        watch.trial("a");
        assertThat(watch.control(104, 0)).isEmpty();
        watch.trial("b");
        assertThat(watch.control(96, 0)).isEmpty();
    }

    @Test
    void whatLiesBeforeABadControlIsRepeatedInItsOrderAndWhatWasGoodIsNot() {
        control(100);
        watch.trial("good");
        control(101);
        watch.trial("first");
        watch.trial("second");
        assertThat(watch.control(115, 0)).containsExactly("first", "second");
    }

    @Test
    void aControlThatIsTooFastIsAsBadAsOneThatIsTooSlow() {
        control(100);
        watch.trial("a");
        assertThat(watch.control(85, 0)).containsExactly("a");
    }

    @Test
    void theMedianIsNotMovedByBadControls() {
        control(100);
        for (double bad : new double[] {150, 200, 270, 360}) {
            watch.trial("a");
            assertThat(watch.control(bad, 0)).as("control at " + bad).containsExactly("a");
        }
        watch.trial("b");
        assertThat(watch.control(103, 0)).isEmpty();
    }

    @Test
    void aTrialIsGivenBackOnce() {
        control(100);
        watch.trial("a");
        assertThat(watch.control(150, 0)).containsExactly("a");
        assertThat(watch.control(250, 0)).as("nothing was tried in between").isEmpty();
    }

    @Test
    void aMachineThatStaysElsewhereHasANewLevel() {
        control(100);
        watch.trial("a");
        assertThat(watch.control(150, 0)).containsExactly("a");
        control(152);
        watch.trial("b");
        assertThat(watch.control(149, 0)).as("the new level").isEmpty();
        watch.trial("c");
        assertThat(watch.control(100, 0)).as("the old level").containsExactly("c");
    }

    @Test
    void theFirstControlIsGoodBecauseThereIsNoneToCompareItWith() {
        assertThat(watch.control(1e9, 0)).isEmpty();
    }

    @Test
    void aControlIsDueAfterEightTrials() {
        control(100);
        for (int i = 0; i < 8; i++) {
            assertThat(watch.due(0)).as(i + " trials").isFalse();
            watch.trial("t" + i);
        }
        assertThat(watch.due(0)).isTrue();
        control(100);
        assertThat(watch.due(0)).isFalse();
    }

    @Test
    void aControlIsDueAfterFiveSecondsIfThereWasATrial() {
        watch.control(100, SECOND);
        assertThat(watch.due(7 * SECOND)).as("nothing to believe").isFalse();
        watch.trial("a");
        assertThat(watch.due(5 * SECOND)).isFalse();
        assertThat(watch.due(6 * SECOND)).isTrue();
    }

    @Test
    void aControlThatCannotBeTimedSaysNothingAgainstTheTrials() {
        control(100);
        watch.trial("a");
        watch.controlFailed(0);
        assertThat(watch.waiting()).isFalse();
        assertThat(watch.control(200, 0)).isEmpty();
    }

    private void control(double ns) {
        watch.control(ns, 0);
    }
}
