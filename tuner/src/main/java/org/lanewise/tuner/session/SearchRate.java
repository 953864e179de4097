package org.lanewise.tuner.session;

import java.time.Duration;

/**
 * How fast candidates were screened: generated, compiled, warmed, checked and timed.
 *
 * @param trials finished trials of this run, failed ones too, repetitions not
 * @param time what they took, repetitions and controls of the machine included
 */
public record SearchRate(int trials, Duration time) {
    /** Trials a second; 0 if there was none. */
    public double perSecond() {
        return trials == 0 ? 0 : trials / (time.toNanos() / 1e9);
    }
}
