package org.lanewise.schedule;

import static org.lanewise.schedule.WorkloadKinds.few;
import static org.lanewise.schedule.WorkloadKinds.many;
import static org.lanewise.schedule.WorkloadKinds.narrow;
import static org.lanewise.schedule.WorkloadKinds.vectorsOfRow;

import java.util.List;
import org.lanewise.schedule.DefaultSchedules.Preference;
import org.lanewise.target.Target;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Line;
import org.lanewise.workload.Workload;

/**
 * Rows of the table of {@link DefaultSchedules}: filters of one row or one column, first with 16
 * registers, then on NCHW with 32.
 */
final class LineSchedules {
    /** Taps of the shortest and the longest filter that was measured. */
    private static final int SHORTEST = 7;

    private static final int LONGEST = 21;

    /** Rows of the smallest map that was measured. */
    private static final int LEAST_ROWS = 14;

    static final List<Preference> ROWS =
            List.of(
                    Preference.of(
                            (workload, target) ->
                                    ofOneRow(workload, target) && workload.layout() == Layout.NHWC,
                            "Of a filter of one row two columns of seven rows load a weight for fourteen"
                                    + " sums, whose rows share nothing: with a loop over the taps 1.06 to"
                                    + " 1.99 times as fast as seven columns whose taps are written out.",
                            "c_beven_t7x2_chw_none_reload"),
                    Preference.of(
                            (workload, target) ->
                                    ofOneRow(workload, target)
                                            && workload.layout().blocked()
                                            && !few(workload),
                            "The same on blocked channels is 1.34 to 2.09 times as fast from a 1x11 on,"
                                    + " and as fast for a 1x7 and a 1x9.",
                            "c_b1_t7x2_chw_none_reload"),
                    Preference.of(
                            (workload, target) ->
                                    ofOneColumn(workload, target)
                                            && workload.layout() == Layout.NHWC,
                            "Of a filter of one column seven rows share most of what they load: 1.14 to"
                                    + " 2.43 times as fast as seven columns of one row, or as two that"
                                    + " slide.",
                            "c_b1_t7x1_chw_taps_reload"),
                    Preference.of(
                            (workload, target) ->
                                    ofLine(workload, target)
                                            && isMeasured(workload.rows())
                                            && vectorsOfRow(workload, target) > 1,
                            "Of a filter of one column eight rows of two vectors share most of what they"
                                    + " load: with 32 registers, on NCHW, 1.9 to 3.9 times as fast as"
                                    + " a loop over the taps, and 1.1 to 1.2 times as one line of"
                                    + " pixels.",
                            "w_b4_t8x2_hcw_taps_held",
                            "w_b4_t8x2_hcw_taps_reload"),
                    Preference.of(
                            (workload, target) ->
                                    ofLine(workload, target)
                                            && isMeasured(workload.rows())
                                            && vectorsOfRow(workload, target) == 1,
                            "Where a vector holds a row, seven rows are 2.7 to 4 times as fast as a loop"
                                    + " over the taps.",
                            "w_b8_t7x1_chw_taps_held",
                            "w_b8_t7x1_chw_taps_reload"),
                    Preference.of(
                            (workload, target) ->
                                    ofShortRow(workload, target)
                                            && FlatSchedules.flat(workload, target),
                            "Of a filter of one row output rows share nothing: as one line of pixels"
                                    + " images are 1.6 to 3.6 times as fast as a loop over the taps.",
                            FlatSchedules.SHAPES),
                    Preference.of(
                            LineSchedules::ofShortRow,
                            "Where images are no line of pixels, tiles of two rows are 1.4 to 1.7 times as"
                                    + " fast as a loop over the taps.",
                            "w_b4_t2x2_chw_taps_held",
                            "w_b1_t2x2_chw_taps_held"));

    private LineSchedules() {}

    private static boolean ofOneRow(Workload workload, Target target) {
        return measured(workload, target)
                && workload.rows().kernel() == 1
                && isMeasured(workload.columns());
    }

    private static boolean ofOneColumn(Workload workload, Target target) {
        return measured(workload, target)
                && workload.columns().kernel() == 1
                && isMeasured(workload.rows());
    }

    private static boolean ofShortRow(Workload workload, Target target) {
        return ofLine(workload, target) && workload.rows().kernel() == 1 && few(workload);
    }

    /**
     * A filter of one row or one column without a stride, for 32 registers, on NCHW rows that fill
     * more than half of a vector.
     */
    private static boolean ofLine(Workload workload, Target target) {
        return !workload.layout().channelsTogether()
                && many(target)
                && !narrow(workload, target)
                && (workload.rows().kernel() == 1) != (workload.columns().kernel() == 1)
                && workload.rows().stride() == 1
                && workload.columns().stride() == 1;
    }

    private static boolean measured(Workload workload, Target target) {
        return !many(target)
                && workload.multiplier() == 1
                && workload.rows().stride() == 1
                && workload.columns().stride() == 1
                && workload.rows().out() >= LEAST_ROWS;
    }

    private static boolean isMeasured(Line along) {
        return along.kernel() >= SHORTEST && along.kernel() <= LONGEST && along.dilation() == 1;
    }
}
