package org.lanewise.reports;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How long a run had been going on at each of its trials. A run that was stopped and carried on
 * later stands still in between. Immutable.
 */
public final class Clock {
    /** No trial takes as long: its limit is seconds. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final List<Instant> sorted;
    private final List<Duration> since = new ArrayList<>();

    private Clock(List<Instant> sorted) {
        this.sorted = sorted;
        Duration gone = Duration.ZERO;
        for (int i = 0; i < sorted.size(); i++) {
            if (i > 0) {
                Duration step = Duration.between(sorted.get(i - 1), sorted.get(i));
                gone = gone.plus(step.compareTo(PAUSE) < 0 ? step : Duration.ZERO);
            }
            since.add(gone);
        }
    }

    /** The clock of a run whose trials were finished then, in any order. */
    static Clock of(List<Instant> finished) {
        return new Clock(finished.stream().sorted().toList());
    }

    /** Seconds from the run's first trial to one of its trials. */
    double secondsAt(Instant finished) {
        int place = Collections.binarySearch(sorted, finished);
        return place < 0 ? 0 : since.get(place).toMillis() / 1e3;
    }
}
