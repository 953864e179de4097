package org.lanewise.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.lanewise.testkit.KernelTester;
import org.lanewise.testkit.RandomSchedules;
import org.lanewise.testkit.RandomWorkloads;
import org.lanewise.workload.Workload;

class TilingTest {
    private static final long SEED = 20261122;

    @RepeatedTest(10)
    void regionsCoverEveryOutputAndOnlyALastVectorGoesBack(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(SEED + repetition.getCurrentRepetition());
        for (int i = 0; i < 200; i++) {
            Workload workload = RandomWorkloads.small(random);
            ScheduleSpace space = ScheduleSpace.of(workload, KernelTester.TARGET);
            RandomSchedules.legal(space, random)
                    .map(LegalSchedule::schedule)
                    .ifPresent(schedule -> {
                        expectCovered(
                                plan(workload, schedule).rowRegions(),
                                workload.output().h(),
                                1,
                                workload + " rows by " + schedule);
                        expectCovered(
                                plan(workload, schedule).columnRegions(),
                                workload.output().w(),
                                schedule.alongWidth() ? schedule.lanes() : 1,
                                workload + " columns by " + schedule);
                    });
        }
    }

    private static void expectCovered(List<Region> regions, int outputs, int vector, String what) {
        int[] covered = new int[outputs];
        int end = 0;
        for (Region region : regions) {
            assertThat(region.start()).as(what).isBetween(Math.max(0, end - vector + 1), end);
            assertThat(region.count()).as(what).isPositive();
            for (int tile = 0; tile < region.count(); tile++) {
                for (Position position : region.positions()) {
                    int first = region.start() + tile * region.step() + position.offset();
                    for (int lane = position.stored().from();
                            lane < position.stored().to();
                            lane++) {
                        covered[first + lane]++;
                    }
                }
            }
            end = region.end();
        }
        assertThat(end).as(what).isEqualTo(outputs);
        assertThat(Arrays.stream(covered)).as(what).allMatch(times -> times >= 1);
        assertThat(Arrays.stream(covered).sum()).as(what).isLessThan(outputs + vector);
    }

    @Test
    void aLastVectorOfARowGoesBackUntilItIsFull() {
        Workload workload = Workload.parse("1x1x10_k1x3_s1_p0.1.0.1_nchw");
        List<Region> columns =
                plan(workload, Schedule.parse("w128_b1_t1x1_chw_taps_reload_raw")).columnRegions();
        assertThat(columns).extracting(Region::start).containsExactly(0, 4, 6);
        Position last = columns.getLast().positions().getFirst();
        assertThat(last.stored()).isEqualTo(Lanes.all(4));
        assertThat(last.taps())
                .extracting(Tap::lanes)
                .containsExactly(Lanes.all(4), Lanes.all(4), new Lanes(0, 3, 4));
    }

    @Test
    void theInteriorIsOneRegionAndTheBordersAreCut() {
        Workload workload = Workload.parse("16x12x12_k3_s1_p1_nchw16c");
        List<Region> rows =
                plan(workload, Schedule.parse("c512_b1_t2x2_chw_taps_held_raw")).rowRegions();
        assertThat(rows).extracting(Region::count).containsExactly(1, 4, 1);
        assertThat(taps(rows.get(0).positions().get(0))).containsExactly(1, 2);
        assertThat(taps(rows.get(1).positions().get(0))).containsExactly(0, 1, 2);
        assertThat(taps(rows.get(2).positions().get(1))).containsExactly(0, 1);
    }

    @Test
    void aFrameHasNoBordersAndItsLoadsNoMasks() {
        Workload workload = Workload.parse("1x7x11_k3_s2_p2.1.1.2_nchw");
        Schedule schedule = Schedule.parse("w128_b1_t2x1_chw_taps_reload_raw_framed");
        Plan plan = plan(workload, schedule);
        for (List<Region> regions : List.of(plan.rowRegions(), plan.columnRegions())) {
            assertThat(regions)
                    .flatExtracting(Region::positions)
                    .allSatisfy(position -> {
                        assertThat(position.taps()).hasSize(3);
                        assertThat(position.taps()).allMatch(tap -> tap.lanes().full());
                    });
        }
    }

    @Test
    void rolledRowsCutTheBordersAtRunTime() {
        Workload workload = Workload.parse("16x12x12_k5_s1_p2_nchw16c");
        List<Region> rows =
                plan(workload, Schedule.parse("c512_b1_t2x2_chw_cols_reload_raw")).rowRegions();
        assertThat(rows)
                .extracting(Region::taps)
                .containsExactly(Region.Taps.CLIPPED, Region.Taps.ROLLED, Region.Taps.CLIPPED);
        assertThat(rows).extracting(Region::end).containsExactly(2, 10, 12);
    }

    @Test
    void lanesBeyondTheImageAreMasked() {
        Workload workload = Workload.parse("1x1x3_k1x3_s1_p0.1.0.1_nchw");
        List<Region> columns =
                plan(workload, Schedule.parse("w128_b1_t1x1_chw_taps_reload_raw")).columnRegions();
        Position first = columns.getFirst().positions().getFirst();
        assertThat(first.taps().getFirst().lanes()).isEqualTo(new Lanes(1, 4, 4));
        assertThat(first.taps().getLast().lanes()).isEqualTo(new Lanes(0, 2, 4));
        assertThat(first.stored()).isEqualTo(new Lanes(0, 3, 4));
    }

    private static Plan plan(Workload workload, Schedule schedule) {
        return new Plan(workload, schedule, KernelTester.TARGET);
    }

    private static List<Integer> taps(Position position) {
        return position.taps().stream().map(Tap::index).toList();
    }
}
