package org.lanewise.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.compile.KernelCompiler;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.testkit.KernelTester;
import org.lanewise.testkit.RandomSchedules;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/** HotSpot compiles no method of more than 8000 bytecodes, so a legal schedule makes none. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class MethodLimitTest {
    private static final int HUGE_METHOD_LIMIT = 8000;
    private static final long SEED = 1;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "NCHW, 32x30x97_k3_s1_p1",
        "NCHW, 32x30x97_k3_s2_p1",
        "NCHW, 32x30x97_k5_s1_p2_bias_relu6",
        "NCHW, 32x30x97_k5_s2_p2",
        "NCHW, 32x30x97_k3_s1_p2_d2",
        "NCHW, 8x20x97_k7_s2_p3",
        "NCHW, 8x20x260_k5_s1x3_p2",
        "NCHW, 8x20x260_k3_s1x6_p2_bias_relu6",
        "NCHW, 1x20x560_k31_s1x19_p15",
        "NHWC, 37x30x60_m2_k5_s1_p2_bias_relu6",
        "NCHW16C, 32x30x60_m3_k7_s1_p3",
        "NCHW, 2x60x300_k1x140_s1_p0.70.0.70",
        "NHWC, 37x30x60_k3_s2_p1",
        "NHWC, 37x30x60_k5_s1_p2_bias_relu6",
        "NCHW8C, 32x30x60_k7_s1_p3",
        "NCHW16C, 32x30x60_k5_s2_p2",
        "NCHW16C, 32x30x60_k11_s1_p5"
    })
    void theLargestLegalTilesStayWithinIt(Layout layout, String shape) {
        Workload workload = Workload.parse(shape).withLayout(layout);
        ScheduleSpace space = ScheduleSpace.of(workload, KernelTester.TARGET);
        SplittableRandom random = new SplittableRandom(SEED);
        try (KernelCompiler compiler = new KernelCompiler()) {
            Stream.generate(() -> RandomSchedules.any(space, random))
                    .limit(3000)
                    .filter(schedule -> space.broken(schedule).isEmpty())
                    .sorted(Comparator.comparingLong(s -> -writtenOut(workload, s)))
                    .limit(3)
                    .map(space::admit)
                    .forEach(legal ->
                            assertThat(largestMethod(compiler, legal))
                                    .as(legal.toString())
                                    .isLessThanOrEqualTo(HUGE_METHOD_LIMIT));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "NCHW16C, 32x30x60_k3_s1_p1",
        "NCHW16C, 32x7x7_k3_s1_p1",
        "NCHW16C, 32x160x160_k3_s2_p1_bias_relu6",
        "NHWC, 37x30x60_m2_k5_s2_p2_bias_relu6",
        "NHWC, 32x30x60_k5_s1_p12",
        "NCHW, 8x20x97_k5_s1_p2_bias",
        "NCHW, 8x20x97_k7x3_s2_p3.1.3.1"
    })
    void theLargestLegalSweepsStayWithinIt(Layout layout, String shape) {
        Workload workload = Workload.parse(shape).withLayout(layout);
        ScheduleSpace space = ScheduleSpace.of(workload, KernelTester.TARGET);
        try (KernelCompiler compiler = new KernelCompiler()) {
            for (String weights : List.of("held", "reload")) {
                IntStream.rangeClosed(1, 16)
                        .mapToObj(columns -> sweep(layout, columns, weights))
                        .filter(schedule -> space.broken(schedule).isEmpty())
                        .max(Comparator.comparingInt(Schedule::tileW))
                        .map(space::admit)
                        .ifPresent(legal ->
                                assertThat(largestMethod(compiler, legal))
                                        .as(legal.toString())
                                        .isLessThanOrEqualTo(HUGE_METHOD_LIMIT));
            }
        }
    }

    private static Schedule sweep(Layout layout, int columns, String weights) {
        String axis = layout == Layout.NCHW ? "w128" : "c128";
        return Schedule.parse(axis + "_b1_t1x" + columns + "_cwh_slide_" + weights + "_raw");
    }

    /** Each is the tallest plane of its kind that is legal. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "3, 4, _k5_s1_p2_nchw",
        "2, 16, _k5_s2_p2_bias_relu6_nchw",
        "2, 1, _k9x1_p4.0.4.0_nchw",
        "2, 7, _k3_s1_p1_m2_bias_nchw",
        "2, 9, _k5x9_s3_p2.4.2.4_nchw",
        "1, 8, _k7_p9_d3_nchw"
    })
    void theTallestLegalPlanesStayWithinIt(int channels, int width, String rest) {
        theTallestLegalOnesStayWithinIt("plane", channels, width, rest);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "3, 11, _k3_s1_p1_nchw",
        "2, 19, _k3_s1_p1_bias_relu6_nchw",
        "2, 13, _k1x7_p0.3.0.3_nchw",
        "2, 17, _k5_s1_p2_m2_nchw",
        "1, 11, _k7x1_p3.0.3.0_nchw",
        "1, 8, _k1x14_p0.6.0.7_bias_nchw",
        "2, 20, _k1x9_p0.4.0.4_nchw"
    })
    void theTallestLegalFlatImagesStayWithinIt(int channels, int width, String rest) {
        theTallestLegalOnesStayWithinIt("flat", channels, width, rest);
    }

    private static void theTallestLegalOnesStayWithinIt(
            String unroll, int channels, int width, String rest) {
        try (KernelCompiler compiler = new KernelCompiler()) {
            List<LegalSchedule> tallest = new ArrayList<>();
            for (String weights : List.of("held", "reload")) {
                String schedule = "w512_b1_t1x1_chw_" + unroll + "_" + weights + "_raw";
                IntStream.iterate(400, rows -> rows > 1, rows -> rows - 1)
                        .mapToObj(
                                rows -> Workload.parse(channels + "x" + rows + "x" + width + rest))
                        .flatMap(workload ->
                                ScheduleSpace.of(workload, KernelTester.TARGET)
                                        .ifLegal(Schedule.parse(schedule))
                                        .stream())
                        .findFirst()
                        .ifPresent(tallest::add);
            }
            assertThat(tallest)
                    .isNotEmpty()
                    .allSatisfy(legal ->
                            assertThat(largestMethod(compiler, legal))
                                    .as(legal.toString())
                                    .isBetween(HUGE_METHOD_LIMIT / 2, HUGE_METHOD_LIMIT));
        }
    }

    private static long writtenOut(Workload workload, Schedule schedule) {
        long rows = schedule.unroll().rollsRows() ? 1 : workload.kernel().h();
        long columns = schedule.unroll().rollsColumns() ? 1 : workload.kernel().w();
        int sums = new Plan(workload, schedule, KernelTester.TARGET).accumulators();
        return sums * rows * columns;
    }

    private static int largestMethod(KernelCompiler compiler, LegalSchedule legal) {
        byte[] classFile = compiler.compile(KernelSource.of(legal)).classFile();
        return ClassFile.of().parse(classFile).methods().stream()
                .map(MethodModel::code)
                .flatMap(Optional::stream)
                .mapToInt(code -> ((CodeAttribute) code).codeLength())
                .max()
                .orElseThrow();
    }
}
