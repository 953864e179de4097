package org.lanewise.tuner.session;

import java.util.Comparator;
import java.util.List;
import org.lanewise.config.Estimate;
import org.lanewise.schedule.Schedule;

/** Chooses between kernels that were timed side by side. */
final class Winner {
    /** Slower by less than this, and with intervals that overlap, is as fast. */
    private static final double TIE = 1.02;

    /**
     * A kernel that was timed.
     *
     * @param readyMs milliseconds until it ran compiled code throughout
     */
    record Contender(Schedule schedule, Estimate time, double readyMs) {}

    private Winner() {}

    /**
     * The fastest kernel; of those that cannot be told from it, the one that reaches full speed
     * first, then the one with the smaller tile.
     *
     * @param contenders at least one
     */
    static Contender among(List<Contender> contenders) {
        Estimate fastest =
                contenders.stream()
                        .map(Contender::time)
                        .min(Comparator.comparingDouble(Estimate::medianNs))
                        .orElseThrow();
        return contenders.stream()
                .filter(contender -> ties(contender.time(), fastest))
                .min(
                        Comparator.comparingDouble(Contender::readyMs)
                                .thenComparingInt(contender -> contender.schedule().accumulators()))
                .orElseThrow();
    }

    private static boolean ties(Estimate time, Estimate fastest) {
        return time.tiedWith(fastest) && time.medianNs() <= TIE * fastest.medianNs();
    }
}
