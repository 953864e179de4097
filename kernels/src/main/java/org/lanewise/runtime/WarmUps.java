package org.lanewise.runtime;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The warm-ups of a network, which share a time limit. Thread-safe. */
final class WarmUps {
    private volatile long begin = System.nanoTime();
    private final long limitNanos;
    private final int all;
    private final NetworkBuilder.Progress progress;
    private final Map<String, WarmUp.Result> results = new LinkedHashMap<>();
    private boolean ended;

    /**
     * Warm-ups to come.
     *
     * @param limit longest time from now on, and again from when all are made
     * @param all how many
     */
    WarmUps(Duration limit, int all, NetworkBuilder.Progress progress) {
        this.limitNanos = WarmUp.nanos(limit);
        this.all = all;
        this.progress = progress;
    }

    /** The limit counts from now on: what is made beside warm-ups takes time from them. */
    void allMade() {
        begin = System.nanoTime();
    }

    /** Warms up a layer. */
    void warm(String layer, DepthwiseConv conv) {
        long used = System.nanoTime() - begin;
        Duration left = Duration.ofNanos(Math.max(0, limitNanos - used));
        WarmUp.Result result = conv.warmUp(left);
        synchronized (this) {
            if (ended) {
                return;
            }
            results.put(layer, result);
            progress.prepared(layer, result, results.size(), all);
        }
    }

    /** Nobody hears of what is still under way. */
    synchronized void end() {
        ended = true;
    }

    synchronized Map<String, WarmUp.Result> results() {
        return new LinkedHashMap<>(results);
    }
}
