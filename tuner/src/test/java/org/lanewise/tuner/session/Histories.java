package org.lanewise.tuner.session;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.search.Observation;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.workload.Workload;

/** Made-up histories of one layer. */
final class Histories {
    private static final Workload WORKLOAD = Workload.parse("64x12x12_k3_s1_p1_nchw16c");
    private static final Schedule SCHEDULE = Schedule.parse("c512_b1_t2x6_chw_taps_held_raw");

    private Histories() {}

    /**
     * @param floor time at the peak
     * @param before time of all trials but the last
     * @param best time of the last
     */
    static LayerHistory of(int count, double floor, double before, int trials, double best) {
        return history(
                count,
                floor,
                IntStream.range(0, trials)
                        .mapToObj(trial ->
                                new Observation(
                                        SCHEDULE,
                                        OptionalDouble.of(trial == trials - 1 ? best : before)))
                        .toList());
    }

    static LayerHistory failing(int trials) {
        return history(
                1,
                100,
                Collections.nCopies(trials, new Observation(SCHEDULE, OptionalDouble.empty())));
    }

    private static LayerHistory history(int count, double floor, List<Observation> observations) {
        return new LayerHistory(
                new Layer("layer", WORKLOAD, count),
                observations,
                WORKLOAD.flopsOnImage() / floor,
                0);
    }
}
