package org.lanewise.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.testkit.BesideOtherClasses;
import org.lanewise.testkit.Faults;
import org.lanewise.testkit.KernelTester;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/**
 * What other projects found worth testing, small enough to be written down here: numbers of ONNX,
 * TensorFlow Lite, TensorFlow.js and WebNN, shapes of oneDNN, in every layout.
 */
@BesideOtherClasses
class PublishedCasesTest {
    /** TensorFlow.js compares six-digit numbers. */
    private static final double SIX_DIGITS = 1e-4;

    private static final VectorCheck CHECK = new VectorCheck();
    private static final KernelTester TESTER = new KernelTester();

    @AfterAll
    static void close() {
        CHECK.close();
        TESTER.close();
    }

    /** Each in one layout: what a quick build has time for. */
    @TestFactory
    Stream<DynamicTest> kernelsGiveTheAnswersThatOthersExpect() {
        return tests(place -> List.of(layout(place)));
    }

    @Tag("slow")
    @TestFactory
    Stream<DynamicTest> kernelsGiveThemInEveryOtherLayoutToo() {
        return tests(place ->
                VectorCheck.LAYOUTS.stream().filter(layout -> layout != layout(place)).toList());
    }

    private static Layout layout(int place) {
        return VectorCheck.LAYOUTS.get(place % VectorCheck.LAYOUTS.size());
    }

    private static Stream<DynamicTest> tests(IntFunction<List<Layout>> layouts) {
        List<VectorCase> all = PublishedCases.all();
        return IntStream.range(0, all.size())
                .mapToObj(place ->
                        DynamicTest.dynamicTest(
                                all.get(place).name(),
                                () ->
                                        CHECK.expectRight(
                                                all.get(place),
                                                layouts.apply(place),
                                                (vector, magnitude) ->
                                                        vector.integers() ? 0 : SIX_DIGITS)));
    }

    /** What kernels are compared with everywhere else. */
    @Test
    void theReferenceGivesTheAnswersThatOthersExpect() {
        for (VectorCase known : PublishedCases.all()) {
            Reference reference =
                    Reference.of(known.workload(), new SeededData(known.x(), known.w(), known.b()));
            assertThat(known.y())
                    .as(known.name())
                    .hasSize(Math.toIntExact(known.workload().outputElements()));
            for (int i = 0; i < known.y().length; i++) {
                assertThat(Math.abs(reference.expected(i) - known.y()[i]))
                        .as("%s, element %d", known.name(), i)
                        .isLessThanOrEqualTo(known.integers() ? 0 : SIX_DIGITS);
            }
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "1x16x13x13_k2, 12, 12",
        "1x64x5x1_k5x1_s5x1_p2.0.0.0, 1, 1",
        "1x32x32x1_k11x1_s2x1_p5.0.0.0, 14, 1",
        "1x16x7x1_k7x1_p7.0.0.0, 8, 1",
        "1x16x5x5_k5_s5_p4.4.0.0, 1, 1",
        "1x4x15x15_k11_s2, 3, 3",
        "1x2x4x1_k11x1_p0.0.7.0, 1, 1",
        "7x33x3x3_k3_s2_p1.1.0.0, 1, 1",
        "11x4x4x4_k1_s2, 2, 2",
        "1x16x1x6_k1x3_p0.3.0.0, 1, 7",
        "1x16x1x7_k1x5_s1x3, 1, 1",
        "1x16x1x1_k1x11_p0.4.0.6, 1, 1",
        "1x16x202x1_k3x1_s10x1, 20, 1",
        "1x16x13x13_k3_s3_p2.2.0.0, 5, 5",
        "2x8x1x5_m4_k1x3_d1x5_p0.4.0.4, 1, 3"
    })
    void shapesThatOneDnnKeepsForTheirEdgesAreRight(String text, int height, int width) {
        Workload workload = Workload.parse(text);
        assertThat(workload.output()).isEqualTo(new Size(height, width));
        List<LegalSchedule> kernels =
                Arrays.stream(Layout.values())
                        .map(workload::withLayout)
                        .map(each -> ScheduleSpace.of(each, KernelTester.TARGET))
                        .map(ScheduleSpace::defaultSchedule)
                        .flatMap(Optional::stream)
                        .toList();
        Faults.expectNone(TESTER, kernels);
    }
}
