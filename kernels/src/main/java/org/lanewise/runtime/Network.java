package org.lanewise.runtime;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The convolutions of a network, prepared: see {@link TunedKernels#network}. Thread-safe. Close it
 * to free the memory of their weights.
 */
public final class Network implements AutoCloseable {
    private final Map<String, DepthwiseConv> convolutions;
    private final Map<String, WarmUp.Result> results;
    private final Duration readyAfter;

    Network(
            Map<String, DepthwiseConv> convolutions,
            Map<String, WarmUp.Result> results,
            Duration readyAfter) {
        this.convolutions = Collections.unmodifiableMap(new LinkedHashMap<>(convolutions));
        this.results = Map.copyOf(results);
        this.readyAfter = readyAfter;
    }

    /**
     * The convolution of a layer.
     *
     * @throws IllegalArgumentException if there is no such layer
     */
    public DepthwiseConv get(String layer) {
        DepthwiseConv found = convolutions.get(layer);
        if (found == null) {
            throw new IllegalArgumentException(
                    "There is no layer '"
                            + layer
                            + "'; there are "
                            + String.join(", ", convolutions.keySet())
                            + ".");
        }
        return found;
    }

    /** All of them, by the names of their layers, in the order in which they were added. */
    public Map<String, DepthwiseConv> layers() {
        return convolutions;
    }

    /** How long preparing took. */
    public Duration readyAfter() {
        return readyAfter;
    }

    /** The layers that did not reach compiled code in time; they become faster as they run. */
    public List<String> slow() {
        return convolutions.keySet().stream()
                .filter(layer -> results.get(layer) instanceof WarmUp.Result.StillSlow)
                .toList();
    }

    /** How many layers and kernels there are, and how long preparing took, in a sentence. */
    @Override
    public String toString() {
        long kernels = convolutions.values().stream().map(DepthwiseConv::kernel).distinct().count();
        String late = slow().isEmpty() ? "" : ", but for " + String.join(", ", slow());
        return String.format(
                Locale.ROOT,
                "%d convolutions with %d kernels, ready after %.2f s%s.",
                convolutions.size(),
                kernels,
                readyAfter.toMillis() / 1e3,
                late);
    }

    /** Closes all of them. Closing twice is the same as closing once. */
    @Override
    public void close() {
        convolutions.values().forEach(DepthwiseConv::close);
    }
}
