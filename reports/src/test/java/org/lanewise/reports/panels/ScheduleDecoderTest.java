package org.lanewise.reports.panels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.schedule.Access;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

final class ScheduleDecoderTest {
    @ParameterizedTest
    @CsvSource({
        "32x8x8_k3_s1_p1_nchw16c, c512_b1_t2x4_chw_taps_held_raw, 'c 512 b1 t2 x4 chw taps held raw', computes 1 block of 16 channels, 8 sums",
        "32x8x8_k3_s1_p1_nhwc, c256_b2_t1x1_hwc_cols_reload_checked, 'c 256 b2 t1 x1 hwc cols reload checked', computes 2 vectors of channels, 1 sum",
        "32x8x8_k5_s2_p2_nchw16c, c512_b1_t1x2_cwh_slide_held_raw, 'c 512 b1 t1 x2 cwh slide held raw', computes 1 block of 16 channels, 6 sums",
        "32x8x8_k5_s1_p2_nchw, w128_b4_t2x2_hcw_none_reload_checked, 'w 128 b4 t2 x2 hcw none reload checked', computes 4 channels, 4 sums",
        "32x8x8_k5_s1_p2_nchw, w128_b4_t2x2_hcw_none_reload_raw_framed, 'w 128 b4 t2 x2 hcw none reload raw framed', computes 4 channels, 4 sums",
    })
    void eachPartOfTheNameIsExplained(
            String workload, String schedule, String parts, String task, String sums) {
        var lines =
                ScheduleDecoder.decode(
                        new Plan(
                                Workload.parse(workload), Schedule.parse(schedule), Target.AVX512));

        assertThat(lines)
                .extracting(KnobLine::part)
                .filteredOn(part -> !part.isEmpty())
                .containsExactly(parts.split(" "));
        assertThat(lines)
                .extracting(KnobLine::meaning)
                .allSatisfy(meaning -> assertThat(meaning).endsWith("."));
        assertThat(lines.get(2).meaning()).contains(task);
        assertThat(lines.get(4).meaning()).contains(sums);
    }

    /** All kernels work on native memory alone; the run-time library copies arrays for them. */
    @ParameterizedTest
    @EnumSource
    void noAccessPromisesToServeArrays(Access access) {
        Plan plan =
                new Plan(
                        Workload.parse("32x8x8_k3_nchw16c"),
                        Schedule.parse("c512_b1_t1x1_chw_taps_held_" + access.text()),
                        Target.AVX512);

        assertThat(ScheduleDecoder.decode(plan))
                .extracting(KnobLine::meaning)
                .noneMatch(meaning -> meaning.contains("array") || meaning.contains("native"));
    }

    @ParameterizedTest
    @CsvSource({"32x8x8_k3_s1_p1_nchw16c", "32x8x8_k3_s1_p1_nchw"})
    void knobsAreThoseOfTheSpace(String text) {
        Workload workload = Workload.parse(text);
        ScheduleSpace space = ScheduleSpace.of(workload, Target.AVX512);
        Schedule schedule = space.requireDefault().schedule();

        assertThat(ScheduleDecoder.decode(new Plan(workload, schedule, Target.AVX512)))
                .extracting(KnobLine::knob)
                .containsExactlyElementsOf(
                        space.knobs().stream().map(knob -> knob.name()).toList());
    }
}
