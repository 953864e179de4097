package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static int turn(LayerHistory... histories) {
        return Allocation.next(List.of(histories), Collections.nCopies(histories.length, false))
                .orElseThrow();
    }

    @Test
    void everyLayerGetsAFirstRoundBeforeAnyGetsMore() {
        LayerHistory huge = Histories.of(100, 1e3, 9e6, 16, 9e6);
        LayerHistory small = Histories.of(1, 1, 2, 5, 2);
        LayerHistory smaller = Histories.of(1, 1, 2, 3, 2);

        assertThat(turn(huge, small, smaller)).isEqualTo(2);
    }

    @Test
    void theLayerThatTakesMoreTimeComesFirst() {
        assertThat(turn(Histories.of(1, 10, 100, 32, 100), Histories.of(1, 10, 400, 32, 400)))
                .isEqualTo(1);
    }

    @Test
    void aLayerCountsAsOftenAsItOccurs() {
        assertThat(turn(Histories.of(5, 10, 100, 32, 100), Histories.of(1, 10, 400, 32, 400)))
                .isEqualTo(0);
    }

    @Test
    void ofLayersAlikeTheOneThatGainsGoesOn() {
        assertThat(turn(Histories.of(1, 10, 100, 32, 100), Histories.of(1, 10, 200, 32, 100)))
                .isEqualTo(1);
    }

    @Test
    void aLayerAtItsPeakIsLeftAlone() {
        assertThat(turn(Histories.of(1, 400, 400, 32, 400), Histories.of(1, 10, 20, 32, 20)))
                .isEqualTo(1);
    }

    /** Trials of two layers after many rounds, by their times, none of which ever improves. */
    private static List<Integer> shares(double one, double other) {
        List<Integer> trials = new ArrayList<>(List.of(16, 16));
        for (int round = 0; round < 40; round++) {
            int next =
                    turn(
                            Histories.of(1, 1, one, trials.get(0), one),
                            Histories.of(1, 1, other, trials.get(1), other));
            trials.set(next, trials.get(next) + 16);
        }
        return trials;
    }

    @Test
    void hopeFadesWithTrials() {
        List<Integer> trials = shares(100, 150);

        assertThat((double) trials.get(1) / trials.get(0)).isBetween(1.3, 1.7);
    }

    @Test
    void noLayerFallsBehindByMoreThanHalf() {
        List<Integer> trials = shares(100, 10_000);

        assertThat((double) trials.get(1) / trials.get(0)).isBetween(1.9, 2.2);
    }

    @Test
    void aLayerAtTheRooflineMayFallBehind() {
        LayerHistory near = Histories.of(1, 98, 100, 16, 100);
        assertThat(turn(near, Histories.of(1, 10, 50, 160, 50))).isEqualTo(1);
        LayerHistory far = Histories.of(1, 50, 100, 16, 100);
        assertThat(turn(far, Histories.of(1, 10, 50, 160, 50))).isEqualTo(0);
    }

    @Test
    void whatNeverRanIsTriedAgainBeforeWhatAlreadyRuns() {
        assertThat(turn(Histories.of(9, 1, 1e9, 32, 1e9), Histories.failing(48))).isEqualTo(1);
    }

    @Test
    void layersThatAreDoneGetNothing() {
        List<LayerHistory> both =
                List.of(Histories.of(1, 10, 400, 32, 400), Histories.of(1, 10, 20, 32, 20));

        assertThat(Allocation.next(both, Arrays.asList(true, false))).contains(1);
        assertThat(Allocation.next(both, Arrays.asList(true, true))).isEmpty();
    }
}
