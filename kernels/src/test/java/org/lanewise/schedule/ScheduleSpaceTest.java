package org.lanewise.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lanewise.testkit.RandomSchedules;
import org.lanewise.testkit.RandomWorkloads;
import org.lanewise.workload.Layer;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Suites;
import org.lanewise.workload.Workload;

class ScheduleSpaceTest {
    private static final Workload TEXTBOOK = Workload.parse("256x12x12_k3_s1_p1_nchw16c");

    @Test
    void everyPointHasATextThatLeadsBackToIt() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 300; i++) {
            ScheduleSpace space = ScheduleSpace.of(RandomWorkloads.small(random), 512);
            Schedule schedule = RandomSchedules.any(space, random);
            assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
            assertThat(space.at(space.pointOf(schedule).orElseThrow())).isEqualTo(schedule);
        }
    }

    @Test
    void aTextThatIsNoScheduleIsRefusedWithAnExample() {
        for (String text :
                List.of(
                        "",
                        "fast",
                        "c512_b0_t1x1_chw_taps_held_raw",
                        "c512_b1_t1x1_chw_taps_held_raw_x")) {
            assertThatThrownBy(() -> Schedule.parse(text))
                    .isInstanceOf(InvalidScheduleException.class)
                    .hasMessageContaining("c512_b1_t2x6_chw_taps_held_raw");
        }
    }

    @Test
    void aMachineWithNarrowVectorsGetsNoWideSchedule() {
        assertThatThrownBy(() ->
                        ScheduleSpace.of(TEXTBOOK, 256)
                                .admit(Schedule.parse("c512_b1_t2x6_chw_taps_held_raw")))
                .isInstanceOf(InvalidScheduleException.class)
                .hasMessageContaining("vector-fits-machine");
    }

    @Test
    void everyLayerOfEverySuiteHasADefaultScheduleInEveryLayout() {
        for (String name : Suites.names()) {
            for (Layer layer : Suites.find(name).layers()) {
                for (Layout layout : Layout.values()) {
                    for (int bits : new int[] {128, 256, 512}) {
                        assertThat(
                                        ScheduleSpace.of(layer.workload().withLayout(layout), bits)
                                                .defaultSchedule())
                                .as("%s %s %d", layer.workload(), layout, bits)
                                .isPresent();
                    }
                }
            }
        }
    }

    @Test
    void noTwoRulesHaveOneName() {
        assertThat(Rules.all()).extracting(Rule::name).doesNotHaveDuplicates();
    }

    @Test
    void regionsCoverEveryOutputOnceAndNameOnlyTapsOnTheImage() {
        SplittableRandom random = new SplittableRandom(6);
        int legal = 0;
        while (legal < 300) {
            Workload workload = RandomWorkloads.small(random);
            var schedule = RandomSchedules.legal(ScheduleSpace.of(workload, 512), random);
            if (schedule.isPresent()) {
                covers(Tiling.rows(workload, schedule.get().schedule()), workload.output().h());
                covers(Tiling.columns(workload, schedule.get().schedule()), workload.output().w());
                legal++;
            }
        }
    }

    private static void covers(List<Region> regions, int outputs) {
        int next = 0;
        for (Region region : regions) {
            assertThat(region.start()).isEqualTo(next);
            assertThat(region.count()).isPositive();
            next = region.end();
        }
        assertThat(next).isEqualTo(outputs);
    }
}
