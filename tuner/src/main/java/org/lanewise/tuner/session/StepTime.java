package org.lanewise.tuner.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/**
 * How long a kind of step takes: the longest of the last few, because what is asked is whether one
 * more will fit. Not thread-safe.
 */
final class StepTime {
    private static final int REMEMBERED = 4;

    private final Deque<Duration> last = new ArrayDeque<>();
    private final Duration guess;

    /**
     * @param guess what to expect before the first
     */
    StepTime(Duration guess) {
        this.guess = guess;
    }

    /** A step that began then is over. */
    void tookSince(long startNanos) {
        took(Duration.ofNanos(System.nanoTime() - startNanos));
    }

    /** So many steps that began then are over. */
    void tookSince(long startNanos, int steps) {
        took(Duration.ofNanos((System.nanoTime() - startNanos) / steps));
    }

    void took(Duration time) {
        if (last.size() == REMEMBERED) {
            last.removeFirst();
        }
        last.addLast(time);
    }

    /** What the next is expected to take at the most. */
    Duration expected() {
        return last.isEmpty() ? guess : Collections.max(last);
    }
}
