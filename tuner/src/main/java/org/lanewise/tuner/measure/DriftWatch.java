package org.lanewise.tuner.measure;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Watches the machine through a control that is timed between trials. Trials that lie between a
 * good control and a bad one cannot be believed and are to be run again, once. Not thread-safe.
 *
 * @param <T> a trial
 */
public final class DriftWatch<T> {
    /** Trials between two controls at most. */
    private static final int MOST_TRIALS = 8;

    /** Nanoseconds between two controls at most, unless a trial takes longer. */
    private static final long MOST_NANOS = 5_000_000_000L;

    /** A control is good if it is off its median by this factor at most. */
    private static final double TOLERANCE = 1.1;

    private final List<Double> good = new ArrayList<>();
    private final List<Double> suspects = new ArrayList<>();
    private final List<T> unconfirmed = new ArrayList<>();
    private long lastControl;

    /** A watch that has seen nothing. */
    public DriftWatch(long nowNanos) {
        lastControl = nowNanos;
    }

    /** A trial is over. */
    public void trial(T trial) {
        unconfirmed.add(trial);
    }

    /** Whether it is time for a control: after so many trials, or so much time. */
    public boolean due(long nowNanos) {
        return unconfirmed.size() >= MOST_TRIALS
                || (!unconfirmed.isEmpty() && nowNanos - lastControl >= MOST_NANOS);
    }

    /** Whether trials wait for a control. */
    public boolean waiting() {
        return !unconfirmed.isEmpty();
    }

    /**
     * The control was timed. A machine that stays off its median, twice at the same time, has
     * another level from now on: a new worker, another clock.
     *
     * @param ns its nanoseconds a run
     * @return the trials to run again, oldest first; none if the control is good
     */
    public List<T> control(double ns, long nowNanos) {
        lastControl = nowNanos;
        List<T> since = List.copyOf(unconfirmed);
        unconfirmed.clear();
        if (good.isEmpty() || near(ns, median(good))) {
            good.add(ns);
            suspects.clear();
            return List.of();
        }
        if (!suspects.isEmpty() && near(ns, suspects.getLast())) {
            good.clear();
            good.add(suspects.getLast());
            good.add(ns);
            suspects.clear();
            return List.of();
        }
        suspects.add(ns);
        return since;
    }

    /** The control could not be timed: nothing is known against the trials since the last one. */
    public void controlFailed(long nowNanos) {
        lastControl = nowNanos;
        unconfirmed.clear();
    }

    private static boolean near(double one, double other) {
        return Math.max(one, other) <= TOLERANCE * Math.min(one, other);
    }

    private static double median(List<Double> values) {
        return Median.withDefaults()
                .evaluate(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
