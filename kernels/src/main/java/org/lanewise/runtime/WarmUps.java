package org.lanewise.runtime;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The warm-ups of a network, which share a time limit. Thread-safe. */
final class WarmUps {
    private final Duration limit;
    private volatile OptionalLong allMade = OptionalLong.empty();
    private final int all;
    private final NetworkBuilder.Progress progress;
    private final Map<String, WarmUp.Result> results = new LinkedHashMap<>();
    private boolean ended;

    /**
     * Warm-ups to come.
     *
     * @param limit longest time from when all layers are made; whoever begins before has all of it
     * @param all how many
     */
    WarmUps(Duration limit, int all, NetworkBuilder.Progress progress) {
        this.limit = limit;
        this.all = all;
        this.progress = progress;
    }

    /** The limit counts from now on: what is made beside warm-ups takes time from them. */
    void allMade() {
        allMade = OptionalLong.of(System.nanoTime());
    }

    /** What is left of the limit. */
    Duration left() {
        OptionalLong since = allMade;
        if (since.isEmpty()) {
            return limit;
        }
        long used = System.nanoTime() - since.getAsLong();
        return Duration.ofNanos(Math.max(0, WarmUp.nanos(limit) - used));
    }

    /** Warms up a layer. */
    void warm(String layer, DepthwiseConv conv) {
        WarmUp.Result result = conv.warmUp(left());
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
