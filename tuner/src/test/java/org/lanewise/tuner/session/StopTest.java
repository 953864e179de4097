package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopTest {
    @Test
    void patienceEndsALayerThatGainedLessThanOnePercentInSoManyRounds() {
        Stop stop = new Stop.Patience(2);

        assertThat(stop.holds(Histories.of(1, 10, 100, 48, 99.5))).isTrue();
        assertThat(stop.holds(Histories.of(1, 10, 100, 48, 98.5))).isFalse();
    }

    @Test
    void patienceWaitsUntilThereIsAFirstRoundToCompareWith() {
        assertThat(new Stop.Patience(2).holds(Histories.of(1, 10, 100, 32, 100))).isFalse();
        assertThat(new Stop.Patience(2).holds(Histories.of(1, 10, 100, 33, 100))).isTrue();
        assertThat(new Stop.Patience(Integer.MAX_VALUE).holds(Histories.of(1, 10, 100, 99, 100)))
                .isFalse();
    }

    @Test
    void patienceGoesOnWhereNothingRanYet() {
        assertThat(new Stop.Patience(1).holds(Histories.failing(64))).isFalse();
    }

    @Test
    void nearPeakEndsALayerThatRunsAtThatShareOfThePeak() {
        // At the peak the layer takes 100 ns.
        assertThat(new Stop.NearPeak(0.9).holds(Histories.of(1, 100, 200, 10, 111))).isTrue();
        assertThat(new Stop.NearPeak(0.9).holds(Histories.of(1, 100, 200, 10, 112))).isFalse();
        assertThat(new Stop.NearPeak(0.9).holds(Histories.failing(10))).isFalse();
    }

    @Test
    void anyOfThemSuffices() {
        LayerHistory near = Histories.of(1, 100, 200, 10, 101);

        assertThat(Stop.any(List.of(), near)).isFalse();
        assertThat(Stop.any(List.of(new Stop.Patience(1)), near)).isFalse();
        assertThat(Stop.any(List.of(new Stop.Patience(1), new Stop.NearPeak(0.5)), near)).isTrue();
    }

    @Test
    void sharesAreReadWithAndWithoutTheirSign() {
        assertThat(Stop.NearPeak.parse("90%")).isEqualTo(new Stop.NearPeak(0.9));
        assertThat(Stop.NearPeak.parse(" 62.5 ")).isEqualTo(new Stop.NearPeak(0.625));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "-5%", "0%", "101%", "0.5.1", "%"})
    void whatIsNoShareIsRefused(String text) {
        assertThatThrownBy(() -> Stop.NearPeak.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("share of the peak");
    }

    @Test
    void noPatienceAtAllIsRefused() {
        assertThatThrownBy(() -> new Stop.Patience(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use at least 1");
    }
}
