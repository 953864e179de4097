package org.lanewise.tuner.search.optaplanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;
import org.optaplanner.core.config.solver.EnvironmentMode;

class PoolSearchTest {
    private static final ScheduleSpace SPACE =
            ScheduleSpace.of(Workload.parse("128x56x56_k3_s1_p1_nchw16c"), Target.AVX512);
    private static final Schedule START = SPACE.defaultSchedule().orElseThrow().schedule();
    private static final Schedule GOAL = Schedule.parse("c512_b2_t3x7_hcw_taps_held_raw");

    /** Distance from a goal, so that the best schedule is known. */
    private static double distance(Schedule schedule) {
        int[] here = SPACE.pointOf(schedule).orElseThrow();
        int[] there = SPACE.pointOf(GOAL).orElseThrow();
        double distance = 0;
        for (int knob = 0; knob < here.length; knob++) {
            distance += 0.1 * Math.abs(here[knob] - there[knob]);
        }
        return distance;
    }

    private static PoolRequest request(Set<Schedule> excluded, int starts, long seed) {
        return new PoolRequest(
                SPACE,
                legal -> distance(legal.schedule()),
                excluded,
                Collections.nCopies(starts, START),
                20,
                seed);
    }

    @Test
    void findsTheCheapestScheduleAndRanksTheRest() {
        List<RankedSchedule> pool = new PoolSearch().run(request(Set.of(), 3, 1));

        assertThat(pool).hasSize(20);
        assertThat(pool.getFirst().schedule().schedule()).isEqualTo(GOAL);
        assertThat(pool).extracting(RankedSchedule::cost).isSorted();
        assertThat(pool).extracting(ranked -> ranked.schedule().schedule()).doesNotHaveDuplicates();
    }

    @Test
    void leavesExcludedSchedulesOutButWalksAcrossThem() {
        List<RankedSchedule> pool = new PoolSearch().run(request(Set.of(GOAL, START), 3, 1));

        assertThat(pool)
                .extracting(ranked -> ranked.schedule().schedule())
                .doesNotContain(GOAL, START);
        assertThat(pool.getFirst().cost()).isBetween(0.05, 0.15);
    }

    @Test
    void isReproducible() {
        assertThat(texts(new PoolSearch().run(request(Set.of(), 4, 7))))
                .isEqualTo(texts(new PoolSearch().run(request(Set.of(), 4, 7))));
    }

    @Test
    void scoresAreConsistentUnderFullAssertions() {
        List<RankedSchedule> pool =
                new PoolSearch(EnvironmentMode.FULL_ASSERT).run(request(Set.of(), 3, 3));

        assertThat(pool.getFirst().schedule().schedule()).isEqualTo(GOAL);
    }

    @Test
    void asksForTheCostOfEachLegalScheduleOnceAndOfNoOther() {
        List<Schedule> asked = new ArrayList<>();
        PoolRequest counting =
                new PoolRequest(
                        SPACE,
                        legal -> {
                            asked.add(legal.schedule());
                            return distance(legal.schedule());
                        },
                        Set.of(),
                        List.of(START, START, START),
                        5,
                        1);

        new PoolSearch().run(counting);

        assertThat(asked).hasSizeGreaterThan(500).doesNotHaveDuplicates();
        assertThat(asked).allMatch(schedule -> SPACE.broken(schedule).isEmpty());
    }

    @Test
    void refusesAStartOutsideTheSpace() {
        Schedule foreign = Schedule.parse("c512_b3_t1x1_chw_taps_held_raw");
        PoolRequest request =
                new PoolRequest(
                        SPACE,
                        legal -> distance(legal.schedule()),
                        Set.of(),
                        List.of(foreign),
                        5,
                        1);

        assertThatThrownBy(() -> new PoolSearch().run(request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no point of the space");
    }

    private static String texts(List<RankedSchedule> pool) {
        return pool.stream()
                .map(ranked -> ranked.schedule() + " " + ranked.cost())
                .collect(Collectors.joining("\n"));
    }
}
