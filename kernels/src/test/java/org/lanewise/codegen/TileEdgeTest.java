package org.lanewise.codegen;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.schedule.Borders;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.schedule.Unroll;
import org.lanewise.testkit.BesideOtherClasses;
import org.lanewise.testkit.Faults;
import org.lanewise.testkit.KernelTester;
import org.lanewise.workload.Epilogue;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Padding;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/** Output sizes around multiples of the register tile, where the rest of a row or column is cut. */
@Tag("slow")
@BesideOtherClasses
class TileEdgeTest {
    private static final KernelTester TESTER = new KernelTester();

    @AfterAll
    static void close() {
        TESTER.close();
    }

    @ParameterizedTest(name = "tile {0}x{1} on {2}, stride {3}")
    @CsvSource({
        "1, 1, NCHW, 1",
        "1, 2, NCHW, 2",
        "2, 3, NCHW, 1",
        "3, 2, NCHW, 2",
        "5, 1, NCHW, 1",
        "2, 2, NCHW, 3",
        "1, 2, NCHW, 5",
        "1, 1, NHWC, 2",
        "2, 3, NHWC, 1",
        "3, 4, NHWC, 2",
        "1, 14, NHWC, 1",
        "1, 2, NCHW8C, 1",
        "4, 3, NCHW8C, 1",
        "2, 5, NCHW8C, 2",
        "8, 1, NCHW8C, 2",
        "2, 6, NCHW16C, 1",
        "4, 4, NCHW16C, 2",
        "1, 7, NCHW16C, 2",
        "3, 3, NCHW16C, 1"
    })
    void outputsOneLessOneMoreAndAPrimeBesideTheTileAreRight(
            int tileH, int tileW, Layout layout, int stride) {
        List<LegalSchedule> kernels = new ArrayList<>();
        int lanes = layout == Layout.NCHW ? 4 : 1;
        int column = tileW * lanes;
        List<Size> outputs =
                List.of(
                        new Size(tileH, column),
                        new Size(tileH + 1, column + 1),
                        new Size(2 * tileH - 1, 2 * column - 1),
                        new Size(13, 17));
        for (Size output : outputs) {
            boolean even = outputs.indexOf(output) % 2 == 0;
            for (Unroll unroll : List.of(Unroll.TAPS, even ? Unroll.COLUMNS : Unroll.NONE)) {
                Workload workload = withOutput(output, layout, stride);
                ScheduleSpace space = ScheduleSpace.of(workload, KernelTester.TARGET);
                Schedule schedule = schedule(layout, tileH, tileW, unroll, kernels.size());
                // Framed borders need no other tiles where tap loops are rolled.
                Borders[] all =
                        unroll == Unroll.TAPS ? Borders.values() : new Borders[] {Borders.PEELED};
                for (Borders borders : all) {
                    space.ifLegal(schedule.with(Knobs.BORDERS, borders)).ifPresent(kernels::add);
                }
            }
        }
        Faults.expectNone(TESTER, kernels);
    }

    /** A 3x3 with padding 1 whose output has this size. */
    private static Workload withOutput(Size output, Layout layout, int stride) {
        return new Workload(
                1,
                5,
                1,
                new Size((output.h() - 1) * stride + 1, (output.w() - 1) * stride + 1),
                Size.square(3),
                Size.square(stride),
                Padding.all(1),
                Size.square(1),
                layout,
                Epilogue.NONE);
    }

    private static Schedule schedule(
            Layout layout, int tileH, int tileW, Unroll unroll, int number) {
        String axis = layout == Layout.NCHW ? "w128" : "c128";
        String order = number % 4 < 2 ? "chw" : "cwh";
        String access = number % 3 == 0 ? "checked" : "raw";
        return Schedule.parse(
                String.join(
                        "_",
                        axis + "_b1_t" + tileH + "x" + tileW,
                        order,
                        unroll.text(),
                        "reload",
                        access));
    }
}
