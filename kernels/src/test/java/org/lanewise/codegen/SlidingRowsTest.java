package org.lanewise.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.testkit.BesideOtherClasses;
import org.lanewise.testkit.Faults;
import org.lanewise.testkit.KernelTester;
import org.lanewise.workload.Workload;

/** Rows that slide, and how many of them an iteration of their loop completes. */
@Tag("slow")
@BesideOtherClasses
class SlidingRowsTest {
    private static final KernelTester TESTER = new KernelTester();

    @AfterAll
    static void close() {
        TESTER.close();
    }

    /** One; as many as are begun at once; all inside the borders, or with a frame all there are. */
    @ParameterizedTest
    @CsvSource({
        "3x11x11_k3_s1_p1_nchw, 1 3 10 11",
        "2x10x19_k3_s1_p1_bias_relu_nchw, 1 3 9 10",
        "2x14x9_k3_s2_p0.0.1.1_nchw, 1 2 6 7",
        "3x13x9_k3_s2_p1_nchw, 1 2 6 7",
        "2x9x7_k5_s1_p2_nchw, 1 5 7 9",
        "2x15x8_k5_s2_p2_nchw, 1 3 7",
        "3x8x8_k3x1_s1_p1.0.1.0_nchw, 1 3 7 8",
        "1x9x5_k2x3_s1_p1.1.0.1_m2_nchw, 1 2 9",
        "2x2x6x6_k4_s3_p2_nchw, 1 2 3",
        "1x5x5_k3_s1_p4_nchw, 1 3 5 11",
        "3x2x9_k3_s1_p1_nchw, 1 2"
    })
    void anyNumberOfRowsAnIterationIsComputedRight(String text, String heights) {
        Workload workload = Workload.parse(text);
        ScheduleSpace space = ScheduleSpace.of(workload, KernelTester.TARGET);
        List<LegalSchedule> kernels = new ArrayList<>();
        Set<Integer> found = new TreeSet<>();
        for (int rows = 1; rows <= workload.output().h(); rows++) {
            for (String columns : List.of("1", "2")) {
                for (String weights : List.of("held", "reload")) {
                    for (String borders : List.of("", "_framed")) {
                        String name =
                                "w256_b1_t"
                                        + rows
                                        + "x"
                                        + columns
                                        + "_cwh_slide_"
                                        + weights
                                        + "_raw"
                                        + borders;
                        space.ifLegal(Schedule.parse(name)).ifPresent(kernels::add);
                    }
                }
            }
        }
        kernels.forEach(kernel -> found.add(kernel.schedule().get(Knobs.TILE_H)));

        assertThat(found).extracting(String::valueOf).containsExactly(heights.split(" "));
        Faults.expectNone(TESTER, kernels);
    }

    @ParameterizedTest
    @CsvSource({
        "1x131x1000_k2x1_nchw, w512_b1_t2x1_cwh_slide_held_raw",
        "1x260x500_k3_s2_p1_bias_nchw, w256_b1_t2x2_cwh_slide_held_raw",
        "1x200x260_k3_s1_p1_nchw, w512_b1_t3x2_cwh_slide_held_checked",
        "19x12x12_k3_s1_p1_nchw, w512_b8_t11x1_cwh_slide_held_checked"
    })
    void tasksOfBandsAndOfBlocksAreRight(String workload, String schedule) {
        LegalSchedule kernel = KernelTester.legal(workload, schedule);

        assertThat(kernel.plan().tasks().count()).isGreaterThan(1);
        Faults.expectNone(TESTER, List.of(kernel));
    }
}
