package org.lanewise.tuner.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.schedule.Unroll;
import org.lanewise.target.Target;
import org.lanewise.tuner.search.optaplanner.RankedPoint;
import org.lanewise.tuner.space.Point;
import org.lanewise.workload.Workload;

class DiversityTest {
    private static final ScheduleSpace SPACE =
            ScheduleSpace.of(Workload.parse("64x14x14_k3_s1_p1_nchw16c"), Target.AVX512);

    private static final KnobSpace KNOBS = new KnobSpace(SPACE);

    private static RankedPoint ranked(String schedule, double cost) {
        return new RankedPoint(KNOBS.pointOf(Schedule.parse(schedule)).orElseThrow(), cost);
    }

    private static Stream<RankedPoint> sliding(double cost) {
        return IntStream.rangeClosed(1, 8)
                .mapToObj(columns -> ranked("c512_b1_t1x" + columns + "_cwh_slide_held_raw", cost));
    }

    private static List<Unroll> unrolls(List<Point> chosen) {
        return chosen.stream().map(point -> KNOBS.schedule(point).unroll()).toList();
    }

    @Test
    void theBestComesFirstAndAnotherKindBeforeAllOfTheFirst() {
        List<RankedPoint> pool =
                Stream.concat(
                                sliding(-1),
                                Stream.of(ranked("c512_b1_t2x4_chw_taps_held_raw", -0.9)))
                        .toList();
        assertThat(unrolls(Diversity.choose(KNOBS, pool, 6)))
                .startsWith(Unroll.SLIDE)
                .containsOnlyOnce(Unroll.TAPS);
    }

    @Test
    void aKindThatIsFarWorseWaits() {
        List<RankedPoint> pool =
                Stream.concat(
                                sliding(-1),
                                Stream.of(ranked("c512_b1_t2x4_chw_taps_held_raw", -0.1)))
                        .toList();
        assertThat(unrolls(Diversity.choose(KNOBS, pool, 6))).containsOnly(Unroll.SLIDE);
    }
}
