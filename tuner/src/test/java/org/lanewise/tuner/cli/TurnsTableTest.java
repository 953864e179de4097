package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.measure.protocol.Estimates;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.turns.Contender;
import org.lanewise.tuner.turns.LayerTurns;
import org.lanewise.tuner.turns.LayerTurns.Timed;
import org.lanewise.workload.Workload;

class TurnsTableTest {
    private static final Workload WORKLOAD = Workload.parse("32x8x8_k3_s1_p1_nchw8c");
    private static final Schedule FIRST = Schedule.parse("c256_b1_t2x4_chw_taps_held_raw");
    private static final Schedule SECOND = Schedule.parse("c256_b2_t1x4_cwh_slide_reload_raw");

    private static Outcome took(double ns) {
        return new Outcome.Measured(
                Estimates.of(List.of(ns, ns, ns)), List.of(ns, ns, ns), /* warmUpMs= */ 1);
    }

    private static Timed timed(Schedule schedule, double[] nanos) {
        return new Timed(
                new Contender.Fixed(schedule),
                Optional.of(schedule),
                Arrays.stream(nanos).mapToObj(TurnsTableTest::took).toList());
    }

    /** Of which the second schedule takes so many times as long as the first, JVM by JVM. */
    private static LayerTurns layer(double... ratios) {
        double[] drift = IntStream.range(0, ratios.length).mapToDouble(jvm -> 1000 + jvm).toArray();
        double[] second =
                IntStream.range(0, ratios.length)
                        .mapToDouble(jvm -> drift[jvm] * ratios[jvm])
                        .toArray();
        return new LayerTurns(
                new Layer("only", WORKLOAD, 1),
                List.of(timed(FIRST, drift), timed(SECOND, second)));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    1.9 2.0 2.1 2.0 | slower
                    0.5 0.51 0.49 0.5 | faster
                    0.4 2.2 0.9 1.2 | not known to differ
                    """,
            delimiter = '|')
    void theVerdictIsWhatTheJvmsAgreeOn(String ratios, String verdict) {
        double[] numbers =
                Arrays.stream(ratios.split(" ")).mapToDouble(Double::parseDouble).toArray();
        List<String> lines = TurnsTable.lines(List.of(layer(numbers)));
        assertThat(lines).last().asString().endsWith("  " + verdict);
        assertThat(lines.get(lines.size() - 2)).as("the first").endsWith("-");
    }

    @Test
    void aRatioAboveOneIsFasterThanTheFirst() {
        List<LayerTurns> twice = List.of(layer(0.5, 0.5, 0.5));
        assertThat(TurnsTable.lines(twice)).last().asString().contains("2.00x", "2.00–2.00");
        assertThat(TurnsTable.summary(twice))
                .singleElement()
                .asString()
                .contains(" is 2.00x (2.00–2.00) as fast as ", "1 layer; least on only, 2.00x.");
    }
}
