package org.lanewise.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

/** Each rule with a schedule that breaks it and none before it. */
class RulesTest {
    static Stream<Arguments> breaches() {
        return Stream.of(
                breach("axis-fits-layout", "16x8x8_k3_nhwc", "w128_b1_t1x1_chw_taps_held_raw"),
                breach(
                        "staged-pixels-fill-vectors",
                        "16x5x5_k3_nchw",
                        "c512_b1_t1x1_chw_taps_held_raw"),
                breach(
                        "vector-fits-machine",
                        "16x8x8_k3_nhwc",
                        "c512_b1_t1x1_chw_taps_held_raw",
                        "avx2"),
                breach(
                        "raw-needs-masked-loads",
                        "3x8x8_k3_nhwc",
                        "c128_b1_t1x1_chw_taps_held_raw",
                        "neon"),
                breach(
                        "stride-within-reach",
                        "1x1x200000_k1_s1x100000_nchw",
                        "w128_b1_t1x1_chw_taps_held_raw"),
                breach(
                        "held-within-registers",
                        "16x30x30_k5_nhwc",
                        "c128_b1_t1x1_chw_taps_held_raw",
                        "avx2"),
                breach(
                        "tile-within-registers",
                        "16x30x30_k3_nhwc",
                        "c128_b1_t4x6_chw_taps_reload_raw",
                        "avx2"),
                breach(
                        "framed-not-transposed",
                        "16x8x8_k3_p1_nchw",
                        "c128_b1_t1x1_chw_taps_held_raw_framed"),
                breach(
                        "staged-pixels-hold-vectors",
                        "16x8x8_k3_p1_nchw8c",
                        "c128_b1_t1x1_chw_taps_held_raw_staged"),
                breach(
                        "staged-pixels-hold-vectors",
                        "3x8x8_k3_p1_nhwc",
                        "c128_b1_t1x1_chw_taps_held_raw_staged"),
                breach(
                        "staged-not-framed",
                        "16x8x8_k3_p1_nhwc",
                        "c128_b1_t1x1_chw_taps_held_raw_framed_staged"),
                breach(
                        "scratch-within-cache",
                        "512x56x56_k3_nhwc",
                        "c512_b8_t1x1_chw_taps_held_raw_staged"),
                breach(
                        "scratch-within-cache",
                        "32x80x80_k3_nchw",
                        "c512_b2_t1x1_chw_taps_held_raw"),
                breach(
                        "scratch-within-cache",
                        "1x600x600_k3_s1_p1_nchw",
                        "w128_b1_t1x1_chw_taps_held_raw_framed"),
                breach(
                        "scratch-within-cache",
                        "16x4x4_k2_s1_p250000000_d500000000_nchw16c",
                        "c128_b1_t1x1_chw_none_reload_raw_framed"),
                breach("vector-fits-block", "16x8x8_k3_nchw8c", "c512_b1_t1x1_chw_taps_held_raw"),
                breach("tile-within-output", "16x4x9_k3_nhwc", "c128_b1_t3x1_chw_none_reload_raw"),
                breach("tile-within-output", "16x9x4_k3_nhwc", "c128_b1_t1x3_chw_none_reload_raw"),
                breach("tile-within-output", "16x9x10_k3_nchw", "w128_b1_t1x3_chw_none_reload_raw"),
                breach(
                        "block-within-channels",
                        "16x8x8_k3_nchw8c",
                        "c256_b3_t1x1_chw_none_reload_raw"),
                breach(
                        "channel-tile-reads-tensor",
                        "16x8x8_k3_nchw",
                        "w128_b2_t1x1x2_chw_none_reload_raw"),
                breach(
                        "channel-tile-reads-tensor",
                        "32x8x8_k3_p1_nhwc",
                        "c128_b2_t1x1x2_chw_none_reload_raw_framed"),
                breach(
                        "channel-tile-fills-block",
                        "32x8x8_k3_nhwc",
                        "c128_b1_t1x1x2_chw_none_reload_raw"),
                breach(
                        "channel-tile-fills-block",
                        "12x8x8_k3_nhwc",
                        "c128_b2_t1x1x2_chw_none_reload_raw"),
                breach(
                        "channel-tile-fills-block",
                        "2x8x8_m4_k3_nhwc",
                        "c128_b2_t1x1x2_chw_none_reload_raw"),
                breach(
                        "channel-tile-fills-block",
                        "7x8x8_m2_k3_nhwc",
                        "c128_b2_t1x1x2_chw_none_reload_raw"),
                breach("order-needs-block", "16x8x8_k3_nhwc", "c128_b1_t1x1_hwc_none_reload_raw"),
                breach("order-needs-block", "16x8x8_k3_nhwc", "c128_b1_t1x1_hcw_none_reload_raw"),
                breach(
                        "held-needs-unrolled-taps",
                        "16x8x8_k3_nhwc",
                        "c128_b1_t1x1_chw_cols_held_raw"),
                breach("slide-goes-down", "16x8x8_k3_nhwc", "c128_b1_t1x1_chw_slide_held_raw"),
                breach("slide-comes-round", "16x8x8_k3_nhwc", "c128_b1_t3x1_cwh_slide_held_raw"),
                breach("slide-comes-round", "16x8x8_k3_nchw", "w128_b1_t2x1_cwh_slide_held_raw"),
                breach("slide-comes-round", "16x4x8_k3_p1_nchw", "w128_b1_t4x1_cwh_slide_held_raw"),
                breach("image-is-whole", "16x8x8_k3_p1_nhwc", "c512_b1_t1x1_chw_plane_held_raw"),
                breach("plane-holds-rows", "16x9x9_k3_p1_nchw", "w512_b1_t1x1_chw_plane_held_raw"),
                breach("plane-holds-rows", "1x40x40_k3_p1_nchw", "w512_b1_t1x1_chw_plane_held_raw"),
                breach(
                        "plane-holds-rows",
                        "1x40x40_k3_s2_p1_nchw",
                        "w512_b1_t1x1_chw_plane_held_raw"),
                breach("plane-holds-rows", "16x1x8_k1_nchw", "w512_b1_t1x1_chw_plane_held_raw"),
                breach("plane-holds-rows", "16x8x8_k3_nchw", "w512_b1_t1x1_chw_plane_held_raw"),
                breach(
                        "plane-holds-rows",
                        "16x8x8_k3_s2x1_p1_nchw",
                        "w512_b1_t1x1_chw_plane_held_raw"),
                breach("image-is-whole", "16x8x8_k3_p1_nchw", "w512_b1_t2x1_chw_plane_held_raw"),
                breach("image-is-whole", "16x8x8_k3_p1_nchw", "w512_b1_t1x1_cwh_plane_held_raw"),
                breach(
                        "image-is-whole",
                        "16x8x8_k3_p1_nchw",
                        "w512_b1_t1x1_chw_plane_held_raw_framed"),
                breach("image-is-whole", "16x9x9_k3_p1_nhwc", "c512_b1_t1x1_chw_flat_held_raw"),
                breach("image-is-whole", "16x9x9_k3_p1_nchw", "w512_b1_t2x1_chw_flat_held_raw"),
                breach("flat-fills-lanes", "16x9x9_k3_nchw", "w512_b1_t1x1_chw_flat_held_raw"),
                breach("flat-fills-lanes", "16x9x8_k3_p1_nchw", "w128_b1_t1x1_chw_flat_held_raw"),
                breach(
                        "flat-fills-lanes",
                        "16x9x9_k3_s2x1_p1_nchw",
                        "w512_b1_t1x1_chw_flat_held_raw"),
                breach(
                        "flat-fills-lanes",
                        "16x3x9_k1x17_p0.8.0.8_nchw",
                        "w128_b1_t1x1_chw_flat_reload_raw"),
                breach("slide-shares-rows", "16x8x8_k2_s2_nhwc", "c128_b1_t1x1_cwh_slide_held_raw"),
                breach("slide-shares-rows", "16x8x8_k3_d2_nhwc", "c128_b1_t1x1_cwh_slide_held_raw"),
                breach("held-within-registers", "16x8x8_k6_nhwc", "c128_b1_t1x1_chw_taps_held_raw"),
                breach(
                        "tile-within-registers",
                        "16x8x8_k1_nhwc",
                        "c128_b1_t5x7_chw_none_reload_raw"),
                breach(
                        "tile-within-registers",
                        "32x30x30_k3_nhwc",
                        "c128_b2_t1x6x2_cwh_slide_reload_raw"),
                breach(
                        "method-within-jit",
                        "32x30x30_k7_nhwc",
                        "c128_b2_t2x3x2_chw_taps_reload_raw"),
                breach(
                        "tile-within-registers",
                        "16x30x30_k5_nhwc",
                        "c128_b1_t1x7_cwh_slide_reload_raw"),
                breach(
                        "method-within-jit",
                        "16x30x30_k7_nhwc",
                        "c128_b1_t1x4_cwh_slide_reload_raw"),
                breach("method-within-jit", "16x30x30_k7_nhwc", "c128_b1_t4x4_chw_taps_reload_raw"),
                breach(
                        "method-within-jit",
                        "4x4x1_k3x1_s1_p100000000.0.0.0_nhwc",
                        "c128_b1_t1x1_chw_taps_reload_raw"),
                breach(
                        "method-within-jit",
                        "1x4x1_k3x1_s1_p500000000.0.0.0",
                        "w128_b1_t1x1_cwh_slide_held_raw"),
                breach("method-within-jit", "4x30x30_k5_s2", "w128_b1_t4x4_chw_taps_reload_raw"));
    }

    private static Arguments breach(String rule, String workload, String schedule) {
        return breach(rule, workload, schedule, "avx512");
    }

    private static Arguments breach(String rule, String workload, String schedule, String target) {
        return Arguments.of(rule, workload, schedule, target);
    }

    @ParameterizedTest(name = "{0}: {1} by {2}")
    @MethodSource("breaches")
    void aBrokenRuleIsNamedWithItsReason(
            String name, String workload, String schedule, String target) {
        ScheduleSpace space = ScheduleSpace.of(Workload.parse(workload), Target.parse(target));
        Rule rule =
                Rules.all().stream()
                        .filter(each -> each.name().equals(name))
                        .findAny()
                        .orElseThrow();
        assertThat(space.broken(Schedule.parse(schedule))).first().isEqualTo(rule);
        assertThatExceptionOfType(InvalidScheduleException.class)
                .isThrownBy(() -> space.admit(Schedule.parse(schedule)))
                .withMessage(
                        "Schedule "
                                + schedule
                                + " breaks the rule "
                                + name
                                + " on "
                                + space.workload()
                                + ": "
                                + rule.why());
    }

    @Test
    void noRuleIsLeftWithoutABreach() {
        assertThat(Rules.all().stream().map(Rule::name))
                .containsExactlyInAnyOrderElementsOf(
                        breaches().map(each -> (String) each.get()[0]).distinct().toList());
    }

    @Test
    void noTwoRulesHaveOneName() {
        assertThat(Rules.all()).extracting(Rule::name).doesNotHaveDuplicates();
    }

    @Test
    void everyReasonIsOneSentence() {
        assertThat(Rules.all()).extracting(Rule::why).allMatch(why -> why.matches("[A-Z][^.]*\\."));
    }

    @Test
    void vectorsWiderThanTheMachinesAreRefused() {
        ScheduleSpace narrow = ScheduleSpace.of(Workload.parse("16x8x8_k3_nhwc"), Target.AVX2);
        assertThat(names(narrow.broken(Schedule.parse("c512_b1_t1x1_chw_taps_held_checked"))))
                .containsExactly("vector-fits-machine");
        assertThat(narrow.broken(Schedule.parse("c256_b1_t1x1_chw_taps_held_checked"))).isEmpty();
    }

    @Test
    void rawAccessWithPartlyFilledVectorsNeedsAMachineWithMaskedLoads() {
        Schedule raw = Schedule.parse("c128_b1_t1x1_chw_taps_held_raw");
        Workload partlyFilled = Workload.parse("3x8x8_k3_nhwc");
        assertThat(names(ScheduleSpace.of(partlyFilled, Target.parse("sse")).broken(raw)))
                .containsExactly("raw-needs-masked-loads");
        assertThat(ScheduleSpace.of(partlyFilled, Target.AVX2).broken(raw)).isEmpty();
        assertThat(
                        ScheduleSpace.of(Workload.parse("17x8x8_k3_nhwc"), Target.parse("sse"))
                                .broken(raw))
                .isEmpty();
    }

    private static List<String> names(List<Rule> rules) {
        return rules.stream().map(Rule::name).toList();
    }
}
