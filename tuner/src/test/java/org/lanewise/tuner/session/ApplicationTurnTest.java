package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.db.Outcome;
import org.lanewise.tuner.measure.protocol.Estimates;

/** The number of the column "in app", on known samples. */
class ApplicationTurnTest {
    private static Outcome jvm(double... samplesNs) {
        List<Double> samples = Arrays.stream(samplesNs).boxed().toList();
        return new Outcome.Measured(Estimates.of(samples), samples, 100);
    }

    private static ApplicationTurn turn(double promisedNs, double gotNs) {
        return new ApplicationTurn(jvm(promisedNs), jvm(gotNs));
    }

    private static double ratio(ApplicationTurn... turns) {
        return ApplicationTurn.ratio(List.of(turns)).orElseThrow();
    }

    @Test
    void anApplicationThatTakesTwiceAsLongGetsHalfOfThePromise() {
        assertThat(ratio(turn(100, 200))).isEqualTo(0.5);
        assertThat(ratio(turn(100, 80))).isEqualTo(1.25);
    }

    /** Of five samples the quarter lies two thirds of the way from the first to the second. */
    @Test
    void theFastestQuarterOfAJvmCounts() {
        assertThat(ratio(new ApplicationTurn(jvm(104, 100, 900, 103, 800), jvm(102))))
                .isCloseTo(1, within(1e-12));
        assertThat(ratio(new ApplicationTurn(jvm(102), jvm(300, 103, 700, 100, 500))))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void aDisturbedTurnDoesNotBreakAPromiseThatTheOthersKeep() {
        assertThat(ratio(turn(100, 400), turn(100, 101), turn(100, 99)))
                .isEqualTo(100.0 / 101, within(1e-12));
    }

    @Test
    void aTurnWithoutBothTimesCountsForNothing() {
        Outcome failed = new Outcome.WrongResult("element 7");
        assertThat(
                        ApplicationTurn.ratio(
                                List.of(
                                        new ApplicationTurn(jvm(100), failed),
                                        new ApplicationTurn(failed, jvm(100)))))
                .isEmpty();
        assertThat(ApplicationTurn.ratio(List.of())).isEmpty();
        assertThat(ratio(new ApplicationTurn(jvm(100), failed), turn(100, 50))).isEqualTo(2);
    }
}
