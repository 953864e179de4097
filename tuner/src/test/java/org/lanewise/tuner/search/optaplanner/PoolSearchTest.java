package org.lanewise.tuner.search.optaplanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.tuner.search.KnobSpace;
import org.lanewise.tuner.space.Point;
import org.lanewise.workload.Workload;
import org.optaplanner.core.config.solver.EnvironmentMode;

class PoolSearchTest {
    private static final ScheduleSpace SPACE =
            ScheduleSpace.of(Workload.parse("128x56x56_k3_s1_p1_nchw16c"), Target.AVX512);
    private static final KnobSpace KNOBS = new KnobSpace(SPACE);
    private static final Point START =
            KNOBS.pointOf(SPACE.defaultSchedule().orElseThrow().schedule()).orElseThrow();
    private static final Point GOAL =
            KNOBS.pointOf(Schedule.parse("c512_b2_t3x7_hcw_taps_held_raw")).orElseThrow();

    /** Distance from a goal, so that the best schedule is known. */
    private static double distance(Point here) {
        double distance = 0;
        for (int knob = 0; knob < here.size(); knob++) {
            distance += 0.1 * Math.abs(here.at(knob) - GOAL.at(knob));
        }
        return distance;
    }

    private static PoolRequest request(Set<Point> excluded, int starts, long seed) {
        return new PoolRequest(
                KNOBS,
                PoolSearchTest::distance,
                excluded,
                Collections.nCopies(starts, START),
                20,
                seed);
    }

    @Test
    void findsTheCheapestScheduleAndRanksTheRest() {
        List<RankedPoint> pool = new PoolSearch().find(request(Set.of(), 3, 1));

        assertThat(pool).hasSize(20);
        assertThat(pool.getFirst().point()).isEqualTo(GOAL);
        assertThat(pool).extracting(RankedPoint::cost).isSorted();
        assertThat(pool).extracting(ranked -> ranked.point()).doesNotHaveDuplicates();
    }

    @Test
    void leavesExcludedSchedulesOutButWalksAcrossThem() {
        List<RankedPoint> pool = new PoolSearch().find(request(Set.of(GOAL, START), 3, 1));

        assertThat(pool).extracting(ranked -> ranked.point()).doesNotContain(GOAL, START);
        assertThat(pool.getFirst().cost()).isBetween(0.05, 0.15);
    }

    @Test
    void isReproducible() {
        assertThat(texts(new PoolSearch().find(request(Set.of(), 4, 7))))
                .isEqualTo(texts(new PoolSearch().find(request(Set.of(), 4, 7))));
    }

    @Test
    void scoresAreConsistentUnderFullAssertions() {
        List<RankedPoint> pool =
                new PoolSearch(EnvironmentMode.FULL_ASSERT).find(request(Set.of(), 3, 3));

        assertThat(pool.getFirst().point()).isEqualTo(GOAL);
    }

    @Test
    void asksForTheCostOfEachLegalScheduleOnceAndOfNoOther() {
        List<Point> asked = new ArrayList<>();
        PoolRequest counting =
                new PoolRequest(
                        KNOBS,
                        point -> {
                            asked.add(point);
                            return distance(point);
                        },
                        Set.of(),
                        List.of(START, START, START),
                        5,
                        1);

        new PoolSearch().find(counting);

        assertThat(asked).hasSizeGreaterThan(500).doesNotHaveDuplicates();
        assertThat(asked).allMatch(KNOBS::valid);
    }

    private static String texts(List<RankedPoint> pool) {
        return pool.stream()
                .map(ranked -> ranked.point() + " " + ranked.cost())
                .collect(Collectors.joining("\n"));
    }
}
