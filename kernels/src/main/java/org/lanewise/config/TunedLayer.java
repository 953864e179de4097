package org.lanewise.config;

import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/**
 * The outcome of tuning one layer.
 *
 * @param layer the layer's name in its suite
 * @param workload what it computes
 * @param best the schedule to run it with
 * @param bestTime how long a run takes with it, one thread, caches hot
 * @param initial the default schedule, what would run untuned
 * @param initialTime how long a run takes with that, measured interleaved with {@code bestTime}
 */
public record TunedLayer(
        String layer,
        Workload workload,
        Schedule best,
        Estimate bestTime,
        Schedule initial,
        Estimate initialTime) {
    /** How many times faster the best schedule is than the default one, at the medians. */
    public double speedup() {
        return initialTime.medianNs() / bestTime.medianNs();
    }
}
