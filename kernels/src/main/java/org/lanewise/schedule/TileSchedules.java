package org.lanewise.schedule;

import static org.lanewise.schedule.WorkloadKinds.dilated;
import static org.lanewise.schedule.WorkloadKinds.few;
import static org.lanewise.schedule.WorkloadKinds.many;
import static org.lanewise.schedule.WorkloadKinds.narrow;
import static org.lanewise.schedule.WorkloadKinds.ragged;
import static org.lanewise.schedule.WorkloadKinds.strided;
import static org.lanewise.schedule.WorkloadKinds.vectorsOfChannels;
import static org.lanewise.schedule.WorkloadKinds.vectorsOfRow;

import java.util.List;
import org.lanewise.schedule.DefaultSchedules.Preference;
import org.lanewise.target.Target;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/**
 * Rows of the table of {@link DefaultSchedules}: small filters with 32 registers, where tiles of
 * several rows are faster than sliding, or nothing slides.
 */
final class TileSchedules {
    /** Vectors of channels: with seven and a part tiles won, with nine and a part neither did. */
    private static final int MANY_VECTORS = 8;

    /** Pixels of the smallest map on which tiles of ragged channels won. */
    private static final int LEAST_MAP = 400;

    /** The same with a stride, where tiles won with four and lost with seven. */
    private static final int MANY_VECTORS_STRIDED = 5;

    /** The smallest that was measured. */
    private static final int LEAST_MAP_STRIDED = 196;

    /** Columns of the narrowest and of the widest map on which wider tiles won with a stride. */
    private static final int FEWEST_COLUMNS_STRIDED = 18;

    private static final int MOST_COLUMNS_STRIDED = 28;

    /**
     * Floats of an image's input and output, between those of 96x64x64 and of 128x56x56; measured
     * with a second cache of 1 MB.
     */
    private static final long LARGE_TENSORS = 500_000;

    static final List<Preference> ROWS =
            List.of(
                    Preference.of(
                            (workload, target) ->
                                    tiled(workload, target)
                                            && workload.layout() == Layout.NHWC
                                            && workload.multiplier() == 1
                                            && ragged(workload, target)
                                            && vectorsOfChannels(workload, target) < MANY_VECTORS
                                            && workload.output().pixels() >= LEAST_MAP,
                            "Of few channels that leave a part of a vector over, all of a pixel before"
                                    + " the next ones, four rows of four columns at once, are 1.16 to"
                                    + " 1.4 times as fast as a sweep of one vector of channels on maps"
                                    + " from 20x20 on, and with dilated rows 1.27 to 1.43 times as fast as a"
                                    + " rolled row of taps; from twelve vectors on, and on maps up to"
                                    + " 14x14, sweeps are up to 1.2 times as fast.",
                            "c_beven_t4x4_hwc_taps_held"),
                    Preference.of(
                            (workload, target) ->
                                    stridedPixels(workload, target)
                                            && ragged(workload, target)
                                            && vectorsOfChannels(workload, target)
                                                    < MANY_VECTORS_STRIDED
                                            && workload.output().pixels() >= LEAST_MAP_STRIDED,
                            "With a stride the same tiles are 1.14 to 1.63 times as fast as tiles of"
                                    + " one vector of channels; with seven vectors and a part 0.91 times.",
                            "c_beven_t4x4_hwc_taps_held"),
                    Preference.of(
                            (workload, target) ->
                                    stridedPixels(workload, target)
                                            && workload.columns().out() >= FEWEST_COLUMNS_STRIDED
                                            && workload.columns().out() <= MOST_COLUMNS_STRIDED,
                            "On maps of 18 to 28 columns four rows of five columns, of four vectors of"
                                    + " channels before the next columns, are 1.13 to 1.40 times as"
                                    + " fast as four columns of one vector; on 14 and 16 columns 0.85"
                                    + " to 1 times, on 30 to 56 0.90 to 0.95 times.",
                            "c_b4_t4x5_hwc_taps_reload"),
                    Preference.of(
                            (workload, target) ->
                                    dilatedRows(workload, target)
                                            && vectorsOfRow(workload, target) > 1,
                            "Where rows are dilated, eight of two vectors with the weights in"
                                    + " registers, of several channels before the next rows, are 1.84"
                                    + " to 2.34 times as fast as one vector and a rolled row of taps.",
                            "w_b4_t8x2_hcw_taps_held",
                            "w_b1_t8x2_chw_taps_held"),
                    Preference.of(
                            TileSchedules::dilatedRows,
                            "Eight rows of one vector are 2.3 times as fast on 14x14.",
                            "w_b4_t8x1_hcw_taps_held",
                            "w_b1_t8x1_chw_taps_held"),
                    Preference.of(
                            (workload, target) ->
                                    tiled(workload, target)
                                            && dilated(workload)
                                            && workload.layout().channelsTogether(),
                            "Seven columns with the weights in registers are 0.99 to 1.13 times as"
                                    + " fast as with a rolled row of taps.",
                            "c_b1_t1x7_chw_taps_held"),
                    Preference.of(
                            (workload, target) ->
                                    tiledStrided(workload, target)
                                            && workload.layout().blocked()
                                            && largeTensors(workload),
                            "With a stride, and tensors that outgrow a second cache, seven columns of a"
                                    + " row are 0.94 to 1.14 times as fast as a square tile; with smaller"
                                    + " tensors 0.91 to 1.02 times on large maps, 0.56 on 14x14.",
                            "c_b1_t1x7_chw_taps_held"),
                    Preference.of(
                            (workload, target) ->
                                    tiledStrided(workload, target)
                                            && workload.layout().channelsTogether(),
                            "With a stride a sweep has few products between its loads; a square tile"
                                    + " that takes the registers is 1.02 to 1.7 times as fast.",
                            "c_b1_t4x4_chw_taps_reload"));

    private TileSchedules() {}

    private static boolean dilatedRows(Workload workload, Target target) {
        return tiled(workload, target)
                && dilated(workload)
                && !workload.layout().channelsTogether()
                && !narrow(workload, target);
    }

    private static boolean stridedPixels(Workload workload, Target target) {
        return tiledStrided(workload, target)
                && workload.layout() == Layout.NHWC
                && workload.multiplier() == 1;
    }

    private static boolean tiledStrided(Workload workload, Target target) {
        return few(workload) && strided(workload) && many(target);
    }

    private static boolean tiled(Workload workload, Target target) {
        return few(workload) && !strided(workload) && many(target);
    }

    private static boolean largeTensors(Workload workload) {
        Workload image = workload.withBatch(1);
        return image.inputElements() + image.outputElements() >= LARGE_TENSORS;
    }
}
