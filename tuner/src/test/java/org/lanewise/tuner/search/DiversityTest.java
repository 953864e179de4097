package org.lanewise.tuner.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.schedule.Unroll;
import org.lanewise.target.Target;
import org.lanewise.tuner.search.optaplanner.RankedSchedule;
import org.lanewise.workload.Workload;

class DiversityTest {
    private static final ScheduleSpace SPACE =
            ScheduleSpace.of(Workload.parse("64x14x14_k3_s1_p1_nchw16c"), Target.AVX512);

    private static RankedSchedule ranked(String schedule, double cost) {
        return new RankedSchedule(SPACE.admit(Schedule.parse(schedule)), cost);
    }

    private static Stream<RankedSchedule> sliding(double cost) {
        return IntStream.rangeClosed(1, 8)
                .mapToObj(columns -> ranked("c512_b1_t1x" + columns + "_cwh_slide_held_raw", cost));
    }

    private static List<Unroll> unrolls(List<LegalSchedule> chosen) {
        return chosen.stream().map(legal -> legal.schedule().unroll()).toList();
    }

    @Test
    void theBestComesFirstAndAnotherKindBeforeAllOfTheFirst() {
        List<RankedSchedule> pool =
                Stream.concat(
                                sliding(-1),
                                Stream.of(ranked("c512_b1_t2x4_chw_taps_held_raw", -0.9)))
                        .toList();
        assertThat(unrolls(Diversity.choose(SPACE, pool, 6)))
                .startsWith(Unroll.SLIDE)
                .containsOnlyOnce(Unroll.TAPS);
    }

    @Test
    void aKindThatIsFarWorseWaits() {
        List<RankedSchedule> pool =
                Stream.concat(
                                sliding(-1),
                                Stream.of(ranked("c512_b1_t2x4_chw_taps_held_raw", -0.1)))
                        .toList();
        assertThat(unrolls(Diversity.choose(SPACE, pool, 6))).containsOnly(Unroll.SLIDE);
    }
}
