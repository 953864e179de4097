package org.lanewise.config;

import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/**
 * The outcome of tuning one layer.
 *
 * @param layer the layer's name in its suite
 * @param workload what it computes
 * @param best the schedule to run it with
 * @param bestTime how long a run takes with it, one thread, caches as the configuration says
 * @param defaultSchedule the default schedule, what would run untuned
 * @param defaultTime how long a run takes with that, measured interleaved with {@code bestTime}
 * @param evidence how far these times can be trusted
 */
public record TunedLayer(
        String layer,
        Workload workload,
        Schedule best,
        Estimate bestTime,
        Schedule defaultSchedule,
        Estimate defaultTime,
        Evidence evidence) {
    /** A layer of which no more than the times is known. */
    public TunedLayer(
            String layer,
            Workload workload,
            Schedule best,
            Estimate bestTime,
            Schedule defaultSchedule,
            Estimate defaultTime) {
        this(layer, workload, best, bestTime, defaultSchedule, defaultTime, Evidence.NONE);
    }

    /** The same layer with other evidence. */
    public TunedLayer with(Evidence other) {
        return new TunedLayer(layer, workload, best, bestTime, defaultSchedule, defaultTime, other);
    }

    /** The same layer under another name. */
    public TunedLayer named(String other) {
        return new TunedLayer(
                other, workload, best, bestTime, defaultSchedule, defaultTime, evidence);
    }

    /** How many times faster the best schedule is than the default one, at the medians. */
    public double speedup() {
        return defaultTime.medianNs() / bestTime.medianNs();
    }
}
