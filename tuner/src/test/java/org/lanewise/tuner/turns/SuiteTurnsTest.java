package org.lanewise.tuner.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.tuner.measure.protocol.Estimates;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.workload.Workload;

class SuiteTurnsTest {
    private static final List<Contender> CONTENDERS =
            List.of(
                    new Contender.Untuned(true),
                    new Contender.Fixed(Schedule.parse("c256_b2_t1x4_cwh_slide_reload_raw")));

    private static final double NEVER = 0;

    private static Outcome took(double ns) {
        if (ns == NEVER) {
            return new Outcome.TimedOut(1);
        }
        return new Outcome.Measured(
                Estimates.of(List.of(ns, ns, ns)), List.of(ns, ns, ns), /* warmUpMs= */ 1);
    }

    /** Of a layer whose first contender takes some times, and the second others, JVM by JVM. */
    private static LayerTurns layer(String name, double[] first, double[] second) {
        Workload workload = Workload.parse("32x8x8_k3_s1_p1_nchw8c");
        ScheduleSpace space = ScheduleSpace.of(workload, Target.AVX2);
        List<Optional<LegalSchedule>> schedules =
                CONTENDERS.stream().map(contender -> contender.schedule(space)).toList();
        Schedule one = schedules.getFirst().orElseThrow().schedule();
        Schedule other = schedules.getLast().orElseThrow().schedule();
        assertThat(one).isNotEqualTo(other);
        List<Map<Schedule, Outcome>> jvms =
                IntStream.range(0, first.length)
                        .mapToObj(jvm -> Map.of(one, took(first[jvm]), other, took(second[jvm])))
                        .toList();
        return LayerTurns.of(new Layer(name, workload, 1), CONTENDERS, schedules, jvms);
    }

    @Test
    void aMachineThatDriftsFromJvmToJvmFavoursNobody() {
        LayerTurns layer = layer("a", new double[] {100, 200, 400}, new double[] {50, 100, 200});
        assertThat(layer.ratio(layer.timed().getLast()).orElseThrow()).isCloseTo(2, within(1e-9));
        assertThat(layer.contrast(layer.timed().getLast()).orElseThrow().standardError())
                .isCloseTo(0, within(1e-9));
    }

    @Test
    void theSuiteIsTheGeometricMeanAndTheLeastLayerIsNamed() {
        List<SuiteTurns> suite =
                SuiteTurns.of(
                        List.of(
                                layer(
                                        "good",
                                        new double[] {100, 110, 90},
                                        new double[] {25, 27.5, 22.5}),
                                layer(
                                        "bad",
                                        new double[] {100, 90, 110},
                                        new double[] {100, 90, 110})));
        assertThat(suite).hasSize(1);
        SuiteTurns only = suite.getFirst();
        assertThat(only.ratio()).isCloseTo(2, within(1e-9));
        assertThat(only.layers()).isEqualTo(2);
        assertThat(only.least()).isEqualTo("bad");
        assertThat(only.leastRatio()).isCloseTo(1, within(1e-9));
        assertThat(only.interval().orElseThrow().low()).isCloseTo(2, within(1e-6));
    }

    @Test
    void aLayerWithoutATimeInEveryJvmIsLeftOut() {
        List<SuiteTurns> suite =
                SuiteTurns.of(
                        List.of(
                                layer("whole", new double[] {100, 100}, new double[] {50, 50}),
                                layer(
                                        "broken",
                                        new double[] {100, 100},
                                        new double[] {10, NEVER})));
        assertThat(suite.getFirst().layers()).isEqualTo(1);
        assertThat(suite.getFirst().ratio()).isCloseTo(2, within(1e-9));
        assertThat(suite.getFirst().interval()).as("two JVMs are too few").isEmpty();
    }
}
