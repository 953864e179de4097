package org.lanewise.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.testkit.BesideOtherClasses;
import org.lanewise.testkit.Faults;
import org.lanewise.testkit.KernelTester;
import org.lanewise.workload.Workload;

/**
 * Rows shorter than a vector, which are stored over the rows below them: right only where those are
 * stored later, whatever the order in which outputs become complete.
 */
@Tag("slow")
@BesideOtherClasses
class NarrowRowsTest {
    private static final KernelTester TESTER = new KernelTester();
    private static final boolean ALL = Boolean.getBoolean("lanewise.exhaustive");

    @AfterAll
    static void close() {
        TESTER.close();
    }

    /** With a dilation as large as here, rows in the middle are complete before the first one. */
    @ParameterizedTest
    @CsvSource({
        "4x5x5_k3_p4_d4",
        "2x7x7_k3_p2_d2",
        "3x9x5_k3x5_p2_d2x1",
        "2x6x7_k5_p4_d2_s2",
        "3x7x6_k3_p3_d3_m2_bias_relu",
        "2x2x8x3_k3_p1",
        "3x12x7_k3_s1x2_p1",
        "3x7x7_k5_p2",
        "2x5x5_k3_p5_d5"
    })
    void noRowIsStoredOverOneThatIsDone(String text) {
        Workload workload = Workload.parse(text);
        ScheduleSpace space = ScheduleSpace.of(workload, KernelTester.TARGET);
        List<LegalSchedule> kernels = new ArrayList<>();
        for (String unroll : List.of("taps", "slide", "cols", "none")) {
            for (String tile : List.of("7x1", "5x1", "3x1", "2x2", "1x1")) {
                for (String axis : ALL ? List.of("w128", "w256", "w512") : List.of("w256")) {
                    for (String order :
                            ALL ? List.of("chw", "cwh", "hcw") : List.of("chw", "cwh")) {
                        String name = "_" + order + "_" + unroll + "_held_raw";
                        space.ifLegal(Schedule.parse(axis + "_b1_t" + tile + name))
                                .ifPresent(kernels::add);
                    }
                }
            }
        }
        assertThat(kernels).isNotEmpty();
        Faults.expectNone(TESTER, kernels);
    }
}
