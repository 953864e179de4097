package org.lanewise.schedule;

import static org.lanewise.schedule.WorkloadKinds.SMALLEST_MAP;
import static org.lanewise.schedule.WorkloadKinds.few;
import static org.lanewise.schedule.WorkloadKinds.many;
import static org.lanewise.schedule.WorkloadKinds.middling;
import static org.lanewise.schedule.WorkloadKinds.smallSweeps;
import static org.lanewise.schedule.WorkloadKinds.strided;
import static org.lanewise.schedule.WorkloadKinds.vectorsOfChannels;
import static org.lanewise.schedule.WorkloadKinds.vectorsOfRow;

import java.util.List;
import org.lanewise.schedule.DefaultSchedules.Preference;
import org.lanewise.target.Target;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/**
 * Rows of the table of {@link DefaultSchedules}: what 16 registers, in which rows that slide have
 * little room, take instead. Those that depend on what comes before them are in the table itself.
 */
final class FewRegisterSchedules {
    /** Pixels of a map whose rows a sweep finds in no cache any more. */
    private static final int LARGE_MAP = 2000;

    /** Pixels of a map on which sweeps win no more, about twice those of 56x56, where they do. */
    private static final int LARGEST_MAP = 6000;

    /** Columns of the narrowest map on which sixteen at once were measured. */
    private static final int WIDE = 28;

    static final List<Preference> ROWS =
            List.of(
                    Preference.of(
                            (workload, target) ->
                                    rowsOf16Registers(workload, target)
                                            && few(workload)
                                            && vectorsOfRow(workload, target) > 1,
                            "Of 16 registers eight rows of two vectors, of several channels before"
                                    + " the next rows, are 1.01 to 1.82 times as fast as rows that"
                                    + " slide one vector wide.",
                            "w_b4_t8x2_hcw_taps_reload",
                            "w_b1_t8x2_chw_taps_reload"),
                    Preference.of(
                            (workload, target) ->
                                    rowsOf16Registers(workload, target)
                                            && middling(workload)
                                            && vectorsOfRow(workload, target) == 2,
                            "Seven rows of a vector, of several channels before the next rows, are"
                                    + " 1.16 to 1.46 times as fast as transposed channels for a 5x5"
                                    + " on 13x13 to 16x16, and as fast on 12x12.",
                            "w_b8_t7x1_hcw_taps_reload"),
                    Preference.of(
                            (workload, target) ->
                                    rowsOf16Registers(workload, target)
                                            && middling(workload)
                                            && vectorsOfRow(workload, target) > 2,
                            "Four rows of two vectors and a loop over the filter's rows are 1.15 to"
                                    + " 1.77 times as fast as transposed channels for a 5x5 on"
                                    + " 20x20 to 80x80.",
                            "w_b8_t4x2_chw_cols_reload",
                            "w_b1_t4x2_chw_cols_reload"),
                    Preference.of(
                            (workload, target) ->
                                    few(workload)
                                            && strided(workload)
                                            && !many(target)
                                            && workload.multiplier() == 1
                                            && workload.layout() == Layout.NHWC,
                            "Channels of a pixel lie in a row: with a stride four outputs, and all or"
                                    + " much of their channels before the next ones, are 1.1 to 2 times"
                                    + " as fast as a sweep of one vector of channels down the image.",
                            "c_beven_t2x2_hwc_taps_reload"),
                    Preference.of(
                            (workload, target) ->
                                    few(workload)
                                            && strided(workload)
                                            && !many(target)
                                            && workload.layout().blocked()
                                            && workload.output().pixels() > LARGE_MAP,
                            "Of 16 registers four outputs are 1.14 times as fast as a sweep where maps"
                                    + " are so large, and 0.8 to 0.96 times where they are smaller.",
                            "c_b1_t2x2_chw_taps_reload"),
                    Preference.of(
                            (workload, target) ->
                                    largestMap(workload, target)
                                            && workload.multiplier() == 1
                                            && workload.layout().blocked(),
                            "On maps so large four rows at once, along the row, are faster than sweeps"
                                    + " of three columns down all of them: 1.03 times on 80x80, 1.0 to"
                                    + " 2.5 times from 90x90 on.",
                            "c_b1_t4x1_chw_taps_held"),
                    Preference.of(
                            (workload, target) ->
                                    largestMap(workload, target) && workload.layout().blocked(),
                            "With a multiplier sweeps of three columns are 1.1 times as fast as four rows at once.",
                            "c_b1_t1x3_cwh_slide_reload"),
                    Preference.of(
                            (workload, target) ->
                                    largestMap(workload, target)
                                            && workload.layout() == Layout.NHWC,
                            "On maps so large all or much of a pixel's channels before the next pixels"
                                    + " are 1.03 to 1.5 times as fast as sweeps of three columns, and"
                                    + " four rows at once 1.53 to 1.65 times as fast as two of four"
                                    + " columns, 1.26 and 1.29 where dilated, 1.09 with a multiplier.",
                            "c_beven_t4x1_hwc_taps_held"),
                    Preference.of(
                            (workload, target) ->
                                    few(workload)
                                            && !strided(workload)
                                            && !many(target)
                                            && workload.layout() == Layout.NHWC
                                            && vectorsOfChannels(workload, target) >= 8
                                            && workload.output().pixels() <= SMALLEST_MAP,
                            "Eight sweeps a task, which are neighbours in memory, are 1.07 to 1.22"
                                    + " times as fast as one on maps so small.",
                            "c_b8_t1x4_cwh_slide_reload"),
                    Preference.of(
                            (workload, target) ->
                                    smallSweeps(workload, target)
                                            && workload.layout() == Layout.NHWC
                                            && vectorsOfChannels(workload, target) >= 8
                                            && workload.output().pixels() <= SMALLEST_MAP,
                            "The same for the two columns of a 5x5: 1.09 to 1.24 times as fast.",
                            "c_b8_t1x2_cwh_slide_reload"),
                    Preference.of(
                            (workload, target) ->
                                    middling(workload)
                                            && strided(workload)
                                            && !many(target)
                                            && workload.multiplier() == 1
                                            && workload.layout() == Layout.NHWC
                                            && workload.columns().out() >= WIDE,
                            "With a stride a 5x5 that slides saves few loads; sixteen columns of a rolled"
                                    + " row are 1.05 to 1.23 times as fast on maps from 28x28 on, as fast on"
                                    + " blocked channels, and 0.84 times with a multiplier.",
                            "c_b1_t1x16_cwh_cols_reload"));

    private FewRegisterSchedules() {}

    /** Vectors along the rows of NCHW, whose neighbours a stride does not skip. */
    private static boolean rowsOf16Registers(Workload workload, Target target) {
        return !many(target) && !strided(workload) && !workload.layout().channelsTogether();
    }

    /** Small filters on the largest maps, for 16 registers. */
    private static boolean largestMap(Workload workload, Target target) {
        return few(workload)
                && !strided(workload)
                && !many(target)
                && workload.output().pixels() > LARGEST_MAP;
    }
}
