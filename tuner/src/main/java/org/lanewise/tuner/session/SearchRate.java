package org.lanewise.tuner.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lanewise.tuner.measure.protocol.Phase;
import org.lanewise.tuner.measure.protocol.Spent;

/**
 * How fast a search was, and where its time went.
 *
 * @param trials finished trials of this run, failed ones too, repetitions not
 * @param time what the search took, with the choice of candidates, repetitions and controls of the
 *     machine
 * @param parts what it went into; together they are the time
 */
public record SearchRate(int trials, Duration time, List<Part> parts) {
    /**
     * A part of a search's time.
     *
     * @param name what was done, in a word or two
     */
    public record Part(String name, Duration time) {}

    /** Keeps an unmodifiable copy. */
    public SearchRate {
        parts = List.copyOf(parts);
    }

    /**
     * Adds up the parts.
     *
     * @param spent by the worker on candidates
     * @param controls what the controls of the machine took
     * @param screening what candidates took, those two included
     * @param whole what the search took, screening included
     */
    static SearchRate of(
            int trials, Spent spent, Duration controls, Duration screening, Duration whole) {
        List<Part> parts = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            parts.add(new Part(phase.text(), millis(spent.on(phase))));
        }
        parts.add(new Part("control", controls));
        parts.add(new Part("choose", atLeastNothing(whole.minus(screening))));
        parts.add(
                new Part(
                        "record",
                        atLeastNothing(screening.minus(millis(spent.total())).minus(controls))));
        return new SearchRate(trials, whole, parts);
    }

    private static Duration millis(double ms) {
        return Duration.ofNanos((long) (ms * 1e6));
    }

    private static Duration atLeastNothing(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }

    /** Trials a second; 0 if there was none. */
    public double perSecond() {
        return trials == 0 ? 0 : trials / (time.toNanos() / 1e9);
    }
}
