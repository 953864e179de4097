package org.lanewise.tuner.session;

import java.time.Duration;

/** How long a run has searched so far, confirming and the rest left out. Not thread-safe. */
final class SearchClock {
    private long nanos;
    private long since;
    private boolean running;

    void start() {
        since = System.nanoTime();
        running = true;
    }

    void stop() {
        nanos = nanosSoFar();
        running = false;
    }

    Duration soFar() {
        return Duration.ofNanos(nanosSoFar());
    }

    private long nanosSoFar() {
        return running ? nanos + System.nanoTime() - since : nanos;
    }
}
