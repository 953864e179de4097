package org.lanewise.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

class LearnedSchedulesTest {
    private static final Workload TUNED = Workload.parse("144x128x128_k3_s1_p1_nchw16c");
    private static final String WINNER = "c512_b2_t3x2_hcw_taps_held_raw";

    private static Optional<String> learned(Workload workload, Target target) {
        return LearnedSchedules.of(workload, target).map(Schedule::toString);
    }

    private static String untuned(Workload workload, Target target) {
        return ScheduleSpace.of(workload, target).requireDefault().schedule().toString();
    }

    @Test
    void aTunedShapeGetsWhatWonThere() {
        assertThat(learned(TUNED, Target.AVX512)).contains(WINNER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"128x112x112_k3_s1_p1", "96x144x144_k3_s1_p1_bias_relu6"})
    void aNeighbourGetsItToo(String shape) {
        Workload neighbour = Workload.parse(shape.replace("_p1", "_p1_nchw16c"));
        assertThat(untuned(neighbour, Target.AVX512)).isEqualTo(WINNER);
        ScheduleSpace space = ScheduleSpace.of(neighbour, Target.AVX512);
        assertThat(space.learnedFrom(space.requireDefault().schedule()))
                .contains("144 channels of 128x128");
        assertThat(space.learnedFrom(space.checkedDefault().orElseThrow().schedule()))
                .contains("144 channels of 128x128");
        assertThat(space.learnedFrom(space.tableSchedule().orElseThrow().schedule())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "144x30x30_k3_s1_p1_nchw16c,   a small map",
        "2000x128x128_k3_s1_p1_nchw16c, many more channels",
        "144x128x128_k5_s1_p2_nchw16c, another filter",
        "144x128x128_k3_s2_p1_nchw16c, another stride",
        "100x128x128_k3_s1_p1_nchw16c, channels that fill no whole vectors",
        "72x128x128_m2_k3_s1_p1_nchw16c, a multiplier",
        "144x128x128_k3_s1_p2_d2_nchw16c, a dilation"
    })
    void whatIsNotAlikeGetsTheTables(String shape, String why) {
        Workload stranger = Workload.parse(shape);
        assertThat(learned(stranger, Target.AVX512)).as(why).isNotEqualTo(Optional.of(WINNER));
    }

    @Test
    void anotherTargetLearnsNothingFromThisOne() {
        Workload rows = Workload.parse("144x128x128_k3_s1_p1_nchw");
        assertThat(learned(rows, Target.AVX512)).isPresent();
        assertThat(learned(rows, Target.AVX2)).isEmpty();
        ScheduleSpace narrow = ScheduleSpace.of(rows, Target.AVX2);
        assertThat(narrow.learnedFrom(narrow.requireDefault().schedule())).isEmpty();
    }

    @Test
    void smallMapsAreFurtherApartThanLargeOnes() {
        LearnedSchedules.Tuned small = LearnedSchedules.Tuned.parse("kind 64 7 7 -");
        LearnedSchedules.Tuned large = LearnedSchedules.Tuned.parse("kind 64 56 56 -");
        assertThat(small.distance(Workload.parse("64x8x8_k3_s1_p1_nchw")))
                .isGreaterThan(large.distance(Workload.parse("64x64x64_k3_s1_p1_nchw")));
    }

    @Test
    void aJvmWithoutNativeAccessGetsCheckedAccess() {
        assertThat(
                        ScheduleSpace.of(TUNED, Target.AVX512)
                                .checkedDefault()
                                .orElseThrow()
                                .schedule()
                                .toString())
                .isEqualTo(WINNER.replace("_raw", "_checked"));
    }

    @Test
    void aLineIsReadAsItWasWritten() {
        Schedule schedule = Schedule.parse(WINNER);
        String shape = LearnedSchedules.shape(TUNED, Target.AVX512);
        assertThat(
                        LearnedSchedules.Tuned.parse(
                                LearnedSchedules.line(shape, Optional.of(schedule))))
                .isEqualTo(new LearnedSchedules.Tuned(144, 128, 128, Optional.of(schedule)));
        assertThat(LearnedSchedules.Tuned.parse(LearnedSchedules.line(shape, Optional.empty())))
                .isEqualTo(new LearnedSchedules.Tuned(144, 128, 128, Optional.empty()));
    }

    /** A list that is not sorted was not written by the command that makes it. */
    @Test
    void theListHasOneLineForEachShape() {
        List<String> shapes =
                LearnedSchedules.lines().stream()
                        .map(line -> line.substring(0, line.lastIndexOf(' ')))
                        .toList();
        assertThat(shapes).isNotEmpty().doesNotHaveDuplicates().isSorted();
    }
}
