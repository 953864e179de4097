package org.lanewise.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lanewise.testkit.KernelTester;
import org.lanewise.workload.Workload;

class StridedTest {
    @Test
    void theTapBeforeTheImageIsTheLastTapMovedByALane() {
        List<Optional<Strided.Move>> moves = moves("1x1x8_k1x3_s1x2_p0.1.0.1_nchw", 1);

        assertThat(moves.get(1)).isEmpty();
        assertThat(moves.get(2)).isEmpty();
        Strided.Move first = moves.getFirst().orElseThrow();
        assertThat(first.second()).isEmpty();
        assertThat(first.lanes()).containsExactly(4, 0, 1, 2);
    }

    @Test
    void aTapBetweenTwoVectorsOfATileIsMadeOfBoth() {
        List<Optional<Strided.Move>> moves = moves("1x1x16_k1x3_s1x2_p0.1.0.1_nchw", 2);

        Strided.Move inSecond = moves.get(3).orElseThrow();
        assertThat(inSecond.second()).isPresent();
        assertThat(inSecond.lanes()).containsExactly(3, 4, 5, 6);
    }

    @Test
    void whatNoVectorOfTheTileHoldsIsLoaded() {
        assertThat(moves("1x1x40_k1x3_s1x2_nchw", 1)).allMatch(Optional::isEmpty);
    }

    /** Of the taps of the first tile. */
    private static List<Optional<Strided.Move>> moves(String text, int tile) {
        Workload workload = Workload.parse(text);
        Schedule schedule = Schedule.parse("w128_b1_t1x" + tile + "_chw_taps_reload_raw");
        Plan plan = new Plan(workload, schedule, KernelTester.TARGET);
        Region first = plan.columnRegions().getFirst();
        Strided strided = Strided.of(first, plan.columns(), schedule.lanes());
        return first.positions().stream()
                .flatMap(position -> position.taps().stream())
                .map(tap -> strided.move(Pixels.of(tap)))
                .toList();
    }
}
