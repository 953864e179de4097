package org.lanewise.reports;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How long a run had been going on at each of its trials. A run that was stopped and carried on
 * later stands still in between. Immutable.
 */
public final class Clock {
    /** No trial takes as long: its limit is seconds. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final NavigableMap<Instant, Duration> since = new TreeMap<>();

    private Clock(List<Instant> sorted) {
        Duration gone = Duration.ZERO;
        for (int i = 0; i < sorted.size(); i++) {
            if (i > 0) {
                Duration step = Duration.between(sorted.get(i - 1), sorted.get(i));
                gone = gone.plus(step.compareTo(PAUSE) < 0 ? step : Duration.ZERO);
            }
            since.put(sorted.get(i), gone);
        }
    }

    /** The clock of a run whose trials were finished then, in any order. */
    static Clock of(List<Instant> finished) {
        return new Clock(finished.stream().sorted().toList());
    }

    /** Seconds from the run's first trial to one of its trials. */
    double secondsAt(Instant finished) {
        return since.getOrDefault(finished, Duration.ZERO).toMillis() / 1e3;
    }
}
