package org.lanewise.schedule;

import static org.lanewise.schedule.WorkloadKinds.dilated;
import static org.lanewise.schedule.WorkloadKinds.few;
import static org.lanewise.schedule.WorkloadKinds.fillsRow;
import static org.lanewise.schedule.WorkloadKinds.lanes;
import static org.lanewise.schedule.WorkloadKinds.many;
import static org.lanewise.schedule.WorkloadKinds.middling;
import static org.lanewise.schedule.WorkloadKinds.narrow;
import static org.lanewise.schedule.WorkloadKinds.vectorsOfRow;

import java.util.List;
import org.lanewise.schedule.DefaultSchedules.Preference;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

/**
 * Rows of the table of {@link DefaultSchedules}: NCHW images that are one line of pixels, in
 * vectors of 512 bits. With 256 bits and 16 registers they were slower as often as faster.
 */
final class FlatSchedules {
    private static final int MEASURED_LANES = 16;

    /** Pixels of the largest that was measured; an image is one task, however large. */
    private static final int LARGEST_MAP = 56 * 56;

    /** In the order of preference. */
    static final String[] SHAPES = {
        "w_b16_t1x1_chw_flat_held", "w_b8_t1x1_chw_flat_held", "w_b1_t1x1_chw_flat_held"
    };

    static final List<Preference> ROWS =
            List.of(
                    Preference.of(
                            (workload, target) ->
                                    few(workload) && dilated(workload) && flat(workload, target),
                            "Dilated rows share nothing to slide along; as one line of pixels images are"
                                    + " 1.3 to 1.7 times as fast as tiles of them.",
                            SHAPES),
                    Preference.of(
                            (workload, target) ->
                                    few(workload)
                                            && flat(workload, target)
                                            && savesVectors(workload, target),
                            "Where rows leave a seventh of their lanes empty or more, one line of pixels"
                                    + " is 1.02 to 1.6 times as fast as rows that slide; 0.93 times"
                                    + " on 28x28, where they leave less.",
                            SHAPES),
                    Preference.of(
                            (workload, target) ->
                                    middling(workload)
                                            && flat(workload, target)
                                            && savesVectors(workload, target)
                                            && vectorsOfRow(workload, target) == 1
                                            && fillsRow(workload, target),
                            "As one line of pixels a 5x5 on 12x12 is 1.24 times as fast as seven rows of a"
                                    + " vector; on narrower maps transposed channels are faster, on"
                                    + " wider ones rows that slide.",
                            "w_b16_t1x1_chw_flat_reload",
                            "w_b1_t1x1_chw_flat_reload"));

    private FlatSchedules() {}

    /** Whether it may be, and no vector holds several whole rows instead. */
    static boolean flat(Workload workload, Target target) {
        return !workload.layout().channelsTogether()
                && many(target)
                && lanes(target) >= MEASURED_LANES
                && workload.output().pixels() <= LARGEST_MAP
                && !narrow(workload, target)
                && of(workload, target).fits();
    }

    /** At least one in seven of those that hold rows. */
    private static boolean savesVectors(Workload workload, Target target) {
        long rows = (long) workload.rows().out() * vectorsOfRow(workload, target);
        return 6 * rows >= 7L * of(workload, target).vectors();
    }

    private static Flat of(Workload workload, Target target) {
        return new Flat(workload.rows(), workload.columns(), lanes(target));
    }
}
