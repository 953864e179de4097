package org.lanewise.tuner.session;

import java.util.Comparator;
import java.util.Map;
import org.lanewise.config.Estimate;
import org.lanewise.schedule.Schedule;

/** Chooses between kernels that were timed side by side. */
final class Winner {
    /** Slower by less than this, and with intervals that overlap, is as fast. */
    private static final double TIE = 1.02;

    private Winner() {}

    /**
     * The fastest kernel; of those that cannot be told from it, the one that reaches full speed
     * first, then the one with the smaller tile.
     *
     * @param times what each takes, at least one
     * @param readyMs milliseconds until each ran compiled code throughout
     */
    static Schedule among(Map<Schedule, Estimate> times, Map<Schedule, Double> readyMs) {
        Estimate fastest =
                times.values().stream()
                        .min(Comparator.comparingDouble(Estimate::medianNs))
                        .orElseThrow();
        return times.keySet().stream()
                .filter(schedule -> ties(times.get(schedule), fastest))
                .min(
                        Comparator.comparing((Schedule schedule) -> readyMs.get(schedule))
                                .thenComparing(Schedule::accumulators))
                .orElseThrow();
    }

    private static boolean ties(Estimate time, Estimate fastest) {
        return time.tiedWith(fastest) && time.medianNs() <= TIE * fastest.medianNs();
    }
}
