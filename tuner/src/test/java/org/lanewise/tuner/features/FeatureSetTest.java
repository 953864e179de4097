package org.lanewise.tuner.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

@Execution(ExecutionMode.CONCURRENT)
class FeatureSetTest {
    private static final FeatureSet FEATURES = FeatureSet.current();

    private static float feature(String name, String workload, String schedule) {
        return FEATURES.of(
                        new Plan(
                                Workload.parse(workload), Schedule.parse(schedule), Target.AVX512))[
                FEATURES.indexOf(name)];
    }

    private static List<Schedule> points(ScheduleSpace space, int count) {
        Random random = new Random(1);
        int[] sizes = space.knobs().stream().mapToInt(knob -> knob.values().size()).toArray();
        return random.ints(count, 0, Integer.MAX_VALUE)
                .mapToObj(ignored -> {
                    int[] point = new int[sizes.length];
                    for (int i = 0; i < point.length; i++) {
                        point[i] = random.nextInt(sizes[i]);
                    }
                    return space.at(point);
                })
                .toList();
    }

    @Test
    void namesAreUniqueAndMeaningsAreGiven() {
        assertThat(FEATURES.names()).doesNotHaveDuplicates().hasSize(FEATURES.size());
        assertThat(FEATURES.meanings())
                .hasSize(FEATURES.size())
                .allMatch(meaning -> meaning.length() > 8);
    }

    @Test
    void refusesUnknownNames() {
        assertThatThrownBy(() -> FEATURES.indexOf("charm"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no feature 'charm'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "128x56x56_k3_s1_p1_nchw16c",
                "1x1x1_k1",
                "3x5x4_k7x1_s1_p3.0.3.0_nhwc",
                "8x224x224_k3_s2_p0.0.1.1_nchw_relu6",
                "2x64x17x23_k5_s3_p2_d2_nhwc",
                "4x32x32_k3_s1_p40_nchw8c",
                "16x33x9_k3_s1_p1_d3_m2_nchw"
            })
    void everyFeatureOfEveryPointIsFinite(String text) {
        Workload workload = Workload.parse(text);

        for (Schedule schedule : points(ScheduleSpace.of(workload, Target.AVX512), 500)) {
            float[] vector = FEATURES.of(new Plan(workload, schedule, Target.AVX512));

            for (int i = 0; i < vector.length; i++) {
                assertThat(vector[i]).as("%s of %s", FEATURES.names().get(i), schedule).isFinite();
            }
        }
    }

    @Test
    void countsTheTileOfThePrototype() {
        String layer = "256x36x36_k3_s1_p1_nchw16c";
        String schedule = "c512_b1_t2x6_chw_taps_held_raw";

        assertThat(feature("accumulators", layer, schedule)).isEqualTo(12);
        // Four input rows of eight pixels serve 2x6 outputs of nine taps.
        assertThat(feature("inputLoadsPerFma", layer, schedule)).isEqualTo(32 / 108f);
        assertThat(feature("weightLoadsPerFma", layer, schedule)).isZero();
        assertThat(feature("registers", layer, schedule)).isEqualTo(12 + 9 + 1);
        assertThat(feature("spillsHalf", layer, schedule)).isEqualTo(6);
        assertThat(Math.pow(2, feature("tileBytecodes", layer, schedule)))
                .isBetween(2600.0, 3200.0);
    }

    @Test
    void rolledLoopsLoadAgainWhatUnrolledOnesShare() {
        String layer = "256x36x36_k3_s1_p1_nchw16c";

        assertThat(feature("inputLoadsPerFma", layer, "c512_b1_t2x6_chw_cols_reload_raw"))
                .isEqualTo(48 / 108f);
        assertThat(feature("inputLoadsPerFma", layer, "c512_b1_t2x6_chw_none_reload_raw"))
                .isEqualTo(1);
    }

    @Test
    void slidingRowsAreLoadedOnceAndBelongToAllSumsInFlight() {
        String layer = "256x36x36_k3_s1_p1_nchw16c";
        String schedule = "c512_b1_t1x4_cwh_slide_held_raw";

        assertThat(feature("accumulators", layer, schedule)).isEqualTo(12);
        assertThat(feature("inputLoadsPerFma", layer, schedule)).isEqualTo(6 / 36f);
        assertThat(feature("registers", layer, schedule)).isEqualTo(12 + 9 + 1);
        assertThat(feature("unroll.slide", layer, schedule)).isEqualTo(1);
        assertThat(feature(FeatureSet.ESTIMATE, layer, schedule))
                .isLessThan(feature(FeatureSet.ESTIMATE, layer, "c512_b1_t1x4_cwh_taps_held_raw"));
    }

    @Test
    void gapsOfADilatedFilterAreNotLoaded() {
        assertThat(
                        feature(
                                "inputLoadsPerFma",
                                "16x32x32_k3_s1_p8_d8_nchw16c",
                                "c512_b1_t1x1_chw_taps_held_raw"))
                .isEqualTo(1);
    }

    @Test
    void seesIdleLanes() {
        assertThat(
                        feature(
                                "laneEfficiency",
                                "8x7x7_k3_s1_p1_nchw",
                                "w512_b1_t1x1_chw_taps_held_raw"))
                .isEqualTo(7 / 16f);
        assertThat(
                        feature(
                                "laneEfficiency",
                                "24x7x7_k3_s1_p1_nhwc",
                                "c512_b1_t1x1_chw_taps_held_raw"))
                .isEqualTo(24 / 32f);
    }

    @Test
    void seesThatAFrameLeavesNoBorderAndBringsPixelsTogether() {
        String layer = "256x8x8_k3_s1_p1_nhwc";
        String peeled = "c512_b2_t2x2_chw_taps_held_raw";
        String framed = peeled + "_framed";

        assertThat(feature("interiorShare", layer, peeled)).isLessThan(1);
        assertThat(feature("interiorShare", layer, framed)).isEqualTo(1);
        assertThat(feature("regions", layer, framed)).isEqualTo(1);
        assertThat(feature("pixelsAlias", layer, peeled)).isEqualTo(1);
        assertThat(feature("pixelsAlias", layer, framed)).isZero();
        assertThat(feature("borders.framed", layer, framed)).isEqualTo(1);
    }

    @Test
    void seesRowsThatShareCacheSets() {
        String schedule = "c512_b1_t2x2_chw_taps_held_raw";

        assertThat(feature("rowsAliasPage", "256x64x64_k3_s1_p1_nhwc", schedule)).isEqualTo(1);
        assertThat(feature("pixelsAlias", "256x64x64_k3_s1_p1_nhwc", schedule)).isEqualTo(1);
        assertThat(feature("rowsAliasPage", "240x14x14_k3_s1_p1_nhwc", schedule)).isZero();
    }

    @Test
    void countsWhatALastTileLeaves() {
        String schedule = "c512_b1_t4x4_chw_taps_held_raw";

        assertThat(feature("remainderRows", "16x10x12_k1_nchw16c", schedule)).isEqualTo(2 / 10f);
        assertThat(feature("remainderColumns", "16x10x12_k1_nchw16c", schedule)).isZero();
        assertThat(feature("interiorShare", "16x10x12_k1_nchw16c", schedule)).isEqualTo(8 / 10f);
    }
}
