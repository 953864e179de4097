package org.lanewise.runtime;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The warm-ups of a network, which share a time limit. Thread-safe. */
final class WarmUps {
    private final long deadline;
    private final int all;
    private final NetworkBuilder.Progress progress;
    private final Map<String, WarmUp.Result> results = new LinkedHashMap<>();

    /**
     * Warm-ups to come.
     *
     * @param deadline by {@link System#nanoTime}
     * @param all how many
     */
    WarmUps(long deadline, int all, NetworkBuilder.Progress progress) {
        this.deadline = deadline;
        this.all = all;
        this.progress = progress;
    }

    /** Warms up a layer. */
    void warm(Map.Entry<String, DepthwiseConv> layer) {
        Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        WarmUp.Result result = layer.getValue().warmUp(left);
        synchronized (this) {
            results.put(layer.getKey(), result);
            progress.prepared(layer.getKey(), result, results.size(), all);
        }
    }

    synchronized Map<String, WarmUp.Result> results() {
        return new LinkedHashMap<>(results);
    }
}
