package org.lanewise.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.schedule.InvalidScheduleException;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.testkit.KernelTester;
import org.lanewise.testkit.NestBounds;
import org.lanewise.testkit.RandomSchedules;
import org.lanewise.testkit.RandomWorkloads;
import org.lanewise.workload.InvalidWorkloadException;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/**
 * Shapes at the edge of what {@link Workload} allows, without the memory that they would take: each
 * has kernels whose every index stays in its bounds, or one sentence says why not, soon.
 */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class ExtremeShapesTest {
    private static final int SCHEDULES = 10;

    private static final long SEED = 20261128;

    private static final List<Target> TARGETS =
            List.of(Target.AVX512, Target.AVX2, Target.parse("sse"));

    static Stream<Workload> shapes() {
        return Stream.of(
                        "1x67108865x1_k1",
                        "1x100000000x3_k3x1_p1.0.1.0",
                        "1x500000000x4_k1",
                        "1x536870912x1_k1",
                        "1x4x500000000_k1",
                        "1x1x536870912_k1",
                        "16x4x30000000_k1x3_p0.1.0.1",
                        "16x30000000x4_k3x1_p1.0.1.0",
                        "134217727x1x1_k1",
                        "4x20000000x1_k2x1_s2x1",
                        "1x2x2_k1_s134217728",
                        "1x500000000x1_k1_s134217728",
                        "1x1x500000000_k1_s134217728",
                        "1x1x500000000_k1x2_s1x134217728",
                        "1x3x3_k1_s2147483647",
                        "16x3x3_k3_s2147483647_p1",
                        "3x3x3_k3_s536870912_p200000000",
                        "1x3x3_k3_s1000000_p268000000",
                        "1x1x400000000_k1x3_d1x199999999",
                        "1x400000000x1_k3x1_d199999999x1",
                        "16x4x4_k2_p250000000_d500000000",
                        "1x2x2_k20000x20000_p10000",
                        "1x1x600_k1x255_p0.127.0.127",
                        "16x1x1000_k1x255_p0.127.0.127",
                        "3x255x255_k255",
                        "17x600x1_k255x1_p127.0.127.0",
                        "65536x64x64_k1",
                        "100000000x1x1_m5_k1",
                        "1x1x1_m500000000_k1")
                .flatMap(
                        text -> Arrays.stream(Layout.values()).flatMap(layout -> in(layout, text)));
    }

    private static Stream<Workload> in(Layout layout, String text) {
        try {
            return Stream.of(Workload.parse(text).withLayout(layout));
        } catch (InvalidWorkloadException tooLarge) {
            assertThat(tooLarge).hasMessageEndingWith(".");
            return Stream.empty();
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void aKernelStaysInBoundsOrOneSentenceSaysWhyThereIsNone(Workload workload) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (Target target : TARGETS) {
            ScheduleSpace space = ScheduleSpace.of(workload, target);
            LegalSchedule legal;
            try {
                legal = space.requireDefault();
            } catch (InvalidScheduleException none) {
                assertThat(none).hasMessageEndingWith(".");
                continue;
            }
            assertStaysInBounds(legal);
            for (int i = 0; i < SCHEDULES; i++) {
                RandomSchedules.legal(space, random).ifPresent(this::assertStaysInBounds);
            }
        }
    }

    private void assertStaysInBounds(LegalSchedule legal) {
        assertThatCode(() -> NestBounds.check(legal))
                .as(KernelTester.reproduction(legal))
                .doesNotThrowAnyException();
    }

    @RepeatedTest(4)
    void indicesOfOrdinaryShapesStayInBounds(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(SEED + repetition.getCurrentRepetition());
        for (int i = 0; i < 500; i++) {
            ScheduleSpace space =
                    ScheduleSpace.of(RandomWorkloads.small(random), KernelTester.TARGET);
            RandomSchedules.legal(space, random).ifPresent(this::assertStaysInBounds);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1x60000000x8_k3x1_s1_p1.0.1.0_nchw, w256_b1_t1x1_cwh_slide_held_raw",
        "1x100000000x8_k1_nchw, w256_b1_t1x1_chw_taps_held_raw",
        "1x268000000x8_k1_nchw, w256_b1_t2x1_chw_taps_held_raw",
        "1x500000000x4_k1_nchw, w128_b1_t1x1_chw_taps_held_raw"
    })
    void theBandsOfTallImagesCoverAllRows(String workload, String schedule) {
        LegalSchedule legal = KernelTester.legal(workload, schedule);
        assertThat(legal.plan().tasks().bands()).isGreaterThan(1);
        assertStaysInBounds(legal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1x1x600_k1x255_p0.127.0.127",
                "16x1x1000_k1x255_p0.127.0.127",
                "3x255x255_k255",
                "17x600x1_k255x1_p127.0.127.0"
            })
    void aFilterLargerThanAMethodHasAKernelThatIsRight(String text) {
        try (KernelTester tester = new KernelTester()) {
            for (Layout layout : Layout.values()) {
                Workload workload = Workload.parse(text).withLayout(layout);
                LegalSchedule legal =
                        ScheduleSpace.of(workload, KernelTester.TARGET).requireDefault();
                assertThat(tester.fault(legal)).isEmpty();
            }
        }
    }
}
