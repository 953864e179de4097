package org.lanewise.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.testkit.BesideOtherClasses;
import org.lanewise.testkit.Faults;
import org.lanewise.testkit.KernelTester;
import org.lanewise.testkit.RandomSchedules;
import org.lanewise.testkit.Refusals;
import org.lanewise.testkit.ShapeTable;
import org.lanewise.testkit.SharedFolder;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/**
 * The shapes that oneDNN keeps because they once went wrong or might. All are admitted or refused
 * in every layout; each runs in one layout, with {@code -Dlanewise.exhaustive=true} in every one
 * and by two random schedules, too. Channels are cut to two vectors and the original rest, images
 * to one or two.
 */
@Tag("slow")
@BesideOtherClasses
class EdgeShapesTest {
    private static final boolean EXHAUSTIVE = Boolean.getBoolean("lanewise.exhaustive");

    /** Without the whole run, larger problems are left to it: they only repeat their inner loop. */
    private static final long MOST_FLOPS = 150_000;

    private static final KernelTester TESTER = new KernelTester();
    private static final Refusals REFUSALS = new Refusals();

    private static int run;
    private static int tooLarge;

    @AfterAll
    static void tellAndClose() {
        System.out.println(REFUSALS.table("oneDNN edge shapes"));
        System.out.printf("%d kernels run, %d left to -Dlanewise.exhaustive=true%n", run, tooLarge);
        TESTER.close();
    }

    @TestFactory
    Stream<DynamicTest> everyShapeIsRightOrRefusedByARule() {
        return SharedFolder.tests(
                "workloads/onednn_regression_sample400.csv",
                table -> tests(ShapeTable.read(table)));
    }

    private static Stream<DynamicTest> tests(List<ShapeTable.Row> rows) {
        assertThat(rows).hasSizeGreaterThan(100);
        List<DynamicTest> tests = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += 50) {
            int first = from;
            int last = Math.min(from + 50, rows.size());
            tests.add(
                    DynamicTest.dynamicTest(
                            "shapes " + first + " to " + (last - 1),
                            () -> check(rows.subList(first, last), first)));
        }
        return tests.stream();
    }

    private static void check(List<ShapeTable.Row> rows, int first) {
        List<LegalSchedule> kernels = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            ShapeTable.Row row = rows.get(i);
            assertThat(row.workload().output()).as(row.layer()).isEqualTo(row.output());
            List<LegalSchedule> all = admit(small(row.workload()), first + i);
            if (EXHAUSTIVE) {
                kernels.addAll(all);
            } else if (!all.isEmpty()) {
                kernels.add(all.get((first + i) % all.size()));
            }
        }
        int admitted = kernels.size();
        kernels.removeIf(kernel -> !EXHAUSTIVE && kernel.workload().flops() > MOST_FLOPS);
        tooLarge += admitted - kernels.size();
        run += kernels.size();
        Faults.expectNone(TESTER, kernels);
    }

    /** Kernels of all layouts that are not refused. */
    private static List<LegalSchedule> admit(Workload workload, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Arrays.stream(Layout.values())
                .map(layout -> ScheduleSpace.of(workload.withLayout(layout), KernelTester.TARGET))
                .flatMap(space ->
                        REFUSALS.defaultSchedule(space).stream()
                                .flatMap(defaultSchedule -> with(defaultSchedule, space, random)))
                .toList();
    }

    private static Stream<LegalSchedule> with(
            LegalSchedule defaultSchedule, ScheduleSpace space, SplittableRandom random) {
        return Stream.concat(
                Stream.of(defaultSchedule),
                Stream.generate(() -> RandomSchedules.legal(space, random))
                        .limit(2)
                        .flatMap(Optional::stream));
    }

    private static Workload small(Workload w) {
        int channels = w.channels() <= 40 ? w.channels() : 32 + w.channels() % 16;
        return new Workload(
                Math.min(2, w.batch()),
                channels,
                w.multiplier(),
                w.input(),
                w.kernel(),
                w.stride(),
                w.padding(),
                w.dilation(),
                w.layout(),
                w.epilogue());
    }
}
