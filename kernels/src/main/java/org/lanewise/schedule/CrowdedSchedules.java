package org.lanewise.schedule;

import static org.lanewise.schedule.WorkloadKinds.SMALLEST_MAP;
import static org.lanewise.schedule.WorkloadKinds.dilated;
import static org.lanewise.schedule.WorkloadKinds.few;
import static org.lanewise.schedule.WorkloadKinds.many;
import static org.lanewise.schedule.WorkloadKinds.strided;
import static org.lanewise.schedule.WorkloadKinds.vectorsOfChannels;

import java.util.List;
import org.lanewise.schedule.DefaultSchedules.Preference;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

/**
 * The first rows of the table of {@link DefaultSchedules}: of pixels or rows that share few cache
 * sets.
 */
final class CrowdedSchedules {
    /** Columns that are worth two copies where the pixels share as many as four sets. */
    private static final int STAGED_ROW = 14;

    /** Pixels of the smallest map that is worth two copies. */
    private static final int SMALLEST_STAGED = 25;

    /** Pixels of the smallest map on which four rows at once were measured with 16 registers. */
    private static final int LEAST_MAP = 256;

    /** Pixels of the smallest map on which tiles of 32 registers were never slower. */
    private static final int LEAST_TILED = 576;

    /** The most vectors of channels with which they were never slower; with ten they were. */
    private static final int MOST_VECTORS = 8;

    static final List<Preference> ROWS =
            List.of(
                    Preference.of(
                            (workload, target) ->
                                    worthCopies(workload, target)
                                            && !few(workload)
                                            && workload.rows().kernel() > 1
                                            && workload.columns().kernel() > 1
                                            && !many(target),
                            "Read and written where pixels lie side by side, fourteen columns of a row,"
                                    + " or seven, are 1.02 to 2.36 times as fast as seven in the tensors;"
                                    + " not so a filter of one row (1x11: 0.76) and narrower maps of which four"
                                    + " sets hold the pixels (0.84 to 1.17).",
                            "c_b8_t1x14_chw_cols_reload_staged",
                            "c_b8_t1x7_chw_cols_reload_staged"),
                    Preference.of(
                            (workload, target) ->
                                    Crowding.of(workload, target)
                                            && !few(workload)
                                            && !many(target),
                            "Of 16 registers seven columns of one row load each weight for as many sums,"
                                    + " and leave some for pixels: 1.2 to 1.6 times as fast as two rows"
                                    + " of four on seven of ten layers, and not known to differ on the"
                                    + " others (0.94 to 1.01).",
                            "c_b8_t1x7_hwc_cols_reload"),
                    Preference.of(
                            (workload, target) -> Crowding.of(workload, target) && !few(workload),
                            "Channel units, which are neighbours in memory, go innermost where pixels"
                                    + " share a few sets of the first cache: half a kilobyte of each"
                                    + " pixel is a task.",
                            "c_b8_t2x4_hwc_cols_reload"),
                    Preference.of(
                            (workload, target) ->
                                    Crowding.much(workload, target)
                                            && few(workload)
                                            && strided(workload)
                                            && !many(target),
                            "Two columns of two units fit into 16 registers: 1.1 to 1.3 times as"
                                    + " fast as four rows of them.",
                            "c_b8_t1x2x2_hwc_taps_reload"),
                    Preference.of(
                            (workload, target) ->
                                    Crowding.much(workload, target)
                                            && few(workload)
                                            && !many(target)
                                            && workload.output().pixels() > SMALLEST_MAP,
                            "Two units whose rows slide use each cache line as a whole, and once: with"
                                    + " 16 registers 1.2 to 1.8 times as fast, but on 7x7 0.8 to 0.9"
                                    + " times.",
                            "c_b2_t1x2x2_cwh_slide_reload"),
                    Preference.of(
                            (workload, target) ->
                                    Crowding.of(workload, target)
                                            && few(workload)
                                            && strided(workload)
                                            && !many(target),
                            "Four columns of one unit are 1.1 to 1.17 times as fast as two of two where"
                                    + " pixels share four sets.",
                            "c_b8_t1x4_hwc_taps_reload"),
                    Preference.of(
                            (workload, target) ->
                                    Crowding.of(workload, target) && strided(workload),
                            "With a stride rows share little, so two units share the loops instead:"
                                    + " 1.2 to 1.9 times as fast as one.",
                            "c_b8_t4x1x2_hwc_taps_reload"),
                    Preference.of(
                            (workload, target) ->
                                    Crowding.inOneSet(workload, target)
                                            && few(workload)
                                            && !strided(workload)
                                            && !many(target)
                                            && workload.output().pixels() >= SMALLEST_STAGED
                                            && workload.output().pixels() <= SMALLEST_MAP,
                            "Where all pixels share one set, small maps are computed where they lie side"
                                    + " by side: 1.05 to 1.63 times as fast on 5x5 to 8x8, but 0.9 times"
                                    + " on 4x4, and 0.7 to 0.8 times where pixels share two sets or four.",
                            "c_b16_t1x4_cwh_slide_reload_staged"),
                    Preference.of(
                            Crowding::of,
                            "A 3x3 is 1.3 to 3.3 times as fast with channel units innermost there.",
                            "c_b8_t4x2_hwc_taps_reload"),
                    Preference.of(
                            (workload, target) ->
                                    crowdedRows(workload, target)
                                            && !many(target)
                                            && workload.output().pixels() >= LEAST_MAP,
                            "Where rows share one set, all channels of a pixel before the next ones,"
                                    + " four rows at once, are 1.01 to 1.43 times as fast as a sweep"
                                    + " down them.",
                            "c_beven_t4x1_hwc_taps_held"),
                    Preference.of(
                            (workload, target) ->
                                    crowdedRows(workload, target)
                                            && many(target)
                                            && vectorsOfChannels(workload, target) <= MOST_VECTORS
                                            && workload.output().pixels() >= LEAST_TILED,
                            "With 32 registers four rows of four columns are as fast or up to 1.46 times"
                                    + " as fast; of ten vectors of channels 0.97 times, and of twenty on"
                                    + " 16x16 0.77.",
                            "c_beven_t4x4_hwc_taps_held"));

    private CrowdedSchedules() {}

    private static boolean crowdedRows(Workload workload, Target target) {
        return Crowding.ofRows(workload, target)
                && few(workload)
                && !strided(workload)
                && workload.columns().stride() == 1
                && workload.rows().kernel() > 1
                && workload.columns().kernel() > 1
                && !dilated(workload)
                && workload.columns().dilation() == 1
                && workload.multiplier() == 1
                && vectorsOfChannels(workload, target) > 1;
    }

    private static boolean worthCopies(Workload workload, Target target) {
        return workload.columns().out() >= STAGED_ROW
                ? Crowding.of(workload, target)
                : Crowding.much(workload, target);
    }
}
