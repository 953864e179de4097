package org.lanewise.tuner.session;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.commons.statistics.descriptive.Median;
import org.lanewise.config.Estimate;
import org.lanewise.config.Mode;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.measure.protocol.Estimates;

/**
 * One schedule timed in fresh JVMs, once a round. A JVM counts as one time, its median: JVMs differ
 * more than the iterations within one. Not thread-safe.
 */
final class Forks {
    private final Schedule schedule;
    private final NavigableMap<Integer, Outcome.Measured> byRound = new TreeMap<>();

    Forks(Schedule schedule) {
        this.schedule = schedule;
    }

    void add(int round, Outcome.Measured fork) {
        byRound.put(round, fork);
    }

    Schedule schedule() {
        return schedule;
    }

    boolean isEmpty() {
        return byRound.isEmpty();
    }

    int size() {
        return byRound.size();
    }

    /**
     * The median of the JVMs, and its 95% interval by the order of their times; of fewer than six
     * JVMs their range, which assumes nothing and holds no speed that was not seen.
     */
    Estimate time() {
        return Estimates.of(Arrays.stream(mediansNs()).boxed().toList());
    }

    double medianNs() {
        return Median.withDefaults().evaluate(mediansNs());
    }

    /**
     * Milliseconds until it ran compiled code throughout, at the least: what is first in a JVM pays
     * for what that JVM does once.
     */
    double readyMs() {
        return byRound.values().stream()
                .mapToDouble(Outcome.Measured::warmUpMs)
                .min()
                .orElseThrow();
    }

    /** The speeds that its JVMs settled to, fastest first; empty where they agree. */
    List<Mode> modes() {
        return ForkStatistics.modes(mediansNs());
    }

    /** Whether the rounds both took part in show this one to be slower by more than a factor. */
    boolean knownSlower(double factor, Forks other) {
        return ForkStatistics.knownAbove(factor, ratios(other));
    }

    /** Whether these rounds show this one to be slower by less than a factor. */
    boolean knownWithin(double factor, Forks other) {
        return ForkStatistics.knownBelow(factor, ratios(other));
    }

    /** Times of this one by times of the other, round by round. */
    private double[] ratios(Forks other) {
        return byRound.keySet().stream()
                .filter(other.byRound::containsKey)
                .mapToDouble(round -> nanos(round) / other.nanos(round))
                .toArray();
    }

    private double nanos(int round) {
        Outcome.Measured fork = byRound.get(round);
        if (fork == null) {
            throw new IllegalArgumentException("no round " + round);
        }
        return fork.time().medianNs();
    }

    private double[] mediansNs() {
        double[] medians =
                byRound.values().stream().mapToDouble(fork -> fork.time().medianNs()).toArray();
        Arrays.sort(medians);
        return medians;
    }
}
