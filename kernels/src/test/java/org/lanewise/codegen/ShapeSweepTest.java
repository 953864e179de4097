package org.lanewise.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.testkit.BesideOtherClasses;
import org.lanewise.testkit.Faults;
import org.lanewise.testkit.KernelTester;
import org.lanewise.testkit.VariedSchedules;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/** Every kind of shape in every layout, each with schedules that differ in as much as possible. */
@BesideOtherClasses
class ShapeSweepTest {
    /** One that gives each value often enough, see below. */
    private static final long SEED = 2;

    private static final int SCHEDULES = 4;

    /** What the shape is there for, and the shape. */
    private static final Map<String, String> SHAPES = new LinkedHashMap<>();

    static {
        SHAPES.put("1x1", "19x9x11_k1_s1_p0");
        SHAPES.put("3x3", "16x9x13_k3_s1_p1");
        SHAPES.put("3x3 stride 2, channel tail", "17x8x23_k3_s2_p1");
        SHAPES.put("3x3 stride 1x2", "11x5x13_k3_s1x2_p1");
        SHAPES.put("3x3 stride 2x1", "11x6x13_k3_s2x1_p1");
        SHAPES.put("5x5 bias", "5x11x9_k5_s1_p2_bias");
        SHAPES.put("5x5 stride 2", "18x11x13_k5_s2_p2");
        SHAPES.put("1x7", "9x7x11_k1x7_s1_p0.3.0.3");
        SHAPES.put("7x1", "9x11x7_k7x1_s1_p3.0.3.0");
        SHAPES.put("7x7", "7x9x9_k7_s1_p3");
        SHAPES.put("3x3 dilation 2", "20x12x12_k3_s1_p2_d2");
        SHAPES.put("3x3 dilation 2 stride 2", "20x13x11_k3_s2_p2_d2");
        SHAPES.put("padding at the bottom right only, relu6", "6x8x8_k3_s2_p0.0.1.1_relu6");
        SHAPES.put("four paddings, clamp", "6x9x8_k3_s1_p2.0.1.3_bias_clamp-0.5..0.75");
        SHAPES.put("kernel larger than image", "4x3x3_k7_s1_p3");
        SHAPES.put("kernel larger than image, stride 2", "4x3x3_k7_s2_p3");
        SHAPES.put("outputs on padding only", "3x4x5_k3_s1_p3");
        SHAPES.put("batch 2, channel tail, relu", "2x33x7x7_k3_s1_p1_bias_relu");
        SHAPES.put("one pixel", "33x1x1_k1_s1_p0_bias");
        SHAPES.put("stride 3", "20x11x10_k3_s3_p1");
        SHAPES.put("stride 3, channel tail", "21x11x10_k3_s3_p1");
        SHAPES.put("stride 1x5, dilation 2", "6x5x41_k3_s1x5_p1.3.1.3_d2");
        SHAPES.put("column stride beyond a vector", "6x4x60_k2x3_s1x18_p0.1.0.1");
        SHAPES.put("multiplier 2", "2x3x6x6_m2_k3_s1_p1_bias");
        SHAPES.put("multiplier 3, stride 2", "5x6x7_m3_k3_s2_p0.0.1.1");
        SHAPES.put("multiplier 2, full vectors", "16x5x6_m2_k3_s1_p1");
        SHAPES.put("multiplier 32 of one channel", "1x5x6_m32_k3_s1_p1_relu");
        SHAPES.put("multiplier 5, batch 2", "2x21x5x4_m5_k3_s1_p1_bias");
        SHAPES.put("wide rows", "3x1x57_k1x3_s1_p0.1.0.1");
        SHAPES.put("pixels in few sets of a cache, on NHWC", "256x4x4_k3_s1_p1_bias");
    }

    private static final VariedSchedules VARIED = new VariedSchedules(SEED);
    private static final Map<Layout, Map<String, List<LegalSchedule>>> PLAN = plan();

    private static final KernelTester TESTER = new KernelTester();

    @AfterAll
    static void close() {
        TESTER.close();
    }

    private static Map<Layout, Map<String, List<LegalSchedule>>> plan() {
        Map<Layout, Map<String, List<LegalSchedule>>> plan = new LinkedHashMap<>();
        for (Layout layout : Layout.values()) {
            Map<String, List<LegalSchedule>> kernels = new LinkedHashMap<>();
            SHAPES.forEach((name, shape) -> kernels.put(name, schedules(shape, layout)));
            plan.put(layout, kernels);
        }
        return plan;
    }

    private static List<LegalSchedule> schedules(String shape, Layout layout) {
        Workload workload = Workload.parse(shape).withLayout(layout);
        ScheduleSpace space = ScheduleSpace.of(workload, KernelTester.TARGET);
        return Stream.generate(() -> VARIED.next(space))
                .limit(SCHEDULES)
                .flatMap(Optional::stream)
                .toList();
    }

    @Tag("slow")
    @TestFactory
    Stream<DynamicNode> everyShapeIsComputedRightInEveryLayout() {
        return Arrays.stream(Layout.values())
                .map(layout ->
                        dynamicContainer(
                                layout.text(),
                                PLAN.get(layout).entrySet().stream()
                                        .map(shape ->
                                                dynamicTest(
                                                        shape.getKey(),
                                                        () ->
                                                                Faults.expectNone(
                                                                        TESTER,
                                                                        shape.getValue())))));
    }

    @Test
    void noShapeIsLeftOutInAnyLayout() {
        assertThat(PLAN.values())
                .hasSize(Layout.values().length)
                .allSatisfy(kernels -> assertThat(kernels).containsOnlyKeys(SHAPES.keySet()))
                .allSatisfy(kernels ->
                        assertThat(kernels.values()).allMatch(each -> each.size() == SCHEDULES));
    }

    /** How many of the swept spaces offer a value: {@code knob value} to count. */
    private static Map<String, Integer> offered() {
        Map<String, Integer> offered = new TreeMap<>();
        PLAN.values().stream()
                .flatMap(kernels -> kernels.values().stream())
                .map(kernels -> kernels.getFirst().workload())
                .flatMap(workload ->
                        ScheduleSpace.of(workload, KernelTester.TARGET).knobs().stream())
                .flatMap(knob -> knob.texts().stream().map(value -> knob.name() + " " + value))
                .forEach(value -> offered.merge(value, 1, Integer::sum));
        return offered;
    }

    @Test
    void everyValueOfEveryKnobIsSweptAFewTimes() {
        Map<String, Integer> offered = offered();
        assertThat(offered).containsKeys("tileC 2", "tileW 28");
        // Some block sizes are all channels of a shape, some tiles all its rows, another number for
        // each.
        offered.entrySet()
                .removeIf(value ->
                        value.getKey().matches("(channelBlock|tileH) .*") && value.getValue() < 8);
        // Few schedules have them; WholeChannelTest goes through those.
        offered.keySet().removeAll(List.of("unroll plane", "unroll flat"));
        Map<String, Integer> uses = VARIED.uses();
        assertThat(offered.keySet())
                .filteredOn(value -> uses.getOrDefault(value, 0) < 3)
                .as("values swept twice at the most")
                .isEmpty();
    }
}
