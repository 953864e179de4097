package org.lanewise.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.lanewise.tensor.Filter;
import org.lanewise.workload.Workload;

/**
 * Collects the convolutions of a network and prepares them together: kernels are loaded or
 * compiled, weights packed, and then everything warmed up. Where runs take one thread and there are
 * several processors, two kernels are warmed up at a time, since one can be called while the JIT
 * compiles the other. Not thread-safe.
 *
 * <pre>{@code
 * try (Network network = kernels.network()
 *         .add("conv1", conv1)
 *         .add("conv2", conv2)
 *         .prepare(Duration.ofSeconds(20))) {
 *     network.get("conv1").run(input, output);
 * }
 * }</pre>
 */
public final class NetworkBuilder {
    private static final int AT_A_TIME = 2;

    /** Hears how preparing goes, a layer at a time and from several threads. */
    @FunctionalInterface
    public interface Progress {
        /**
         * A layer is done.
         *
         * @param layer its name
         * @param result what its warm-up came to
         * @param done layers that are done, this one included
         * @param all layers of the network
         */
        void prepared(String layer, WarmUp.Result result, int done, int all);
    }

    private record Part(Workload workload, Filter filter) {}

    private final TunedKernels kernels;
    private final int atATime;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    /**
     * @param shared whether each run takes several threads, which two warm-ups would fight for
     */
    NetworkBuilder(TunedKernels kernels, boolean shared) {
        this.kernels = kernels;
        this.atATime = shared ? 1 : Math.min(AT_A_TIME, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Adds a layer that was tuned under this name.
     *
     * @throws IllegalArgumentException if there is no such layer, or it was added before
     */
    public NetworkBuilder add(String layer, Filter filter) {
        return add(layer, kernels.layer(layer), filter);
    }

    /**
     * Adds a layer, tuned or not.
     *
     * @throws IllegalArgumentException if one of this name was added before
     */
    public NetworkBuilder add(String layer, Workload workload, Filter filter) {
        if (parts.putIfAbsent(layer, new Part(workload, filter)) != null) {
            throw new IllegalArgumentException("There are two layers '" + layer + "'.");
        }
        return this;
    }

    /**
     * Prepares all layers.
     *
     * @param limit longest time to spend on warm-ups, all together
     * @throws IllegalArgumentException if weights or bias of a layer are not as many as it has
     * @throws FallbackException if no tuned kernel fits a layer, or the scalar one is faster, under
     *     {@link Fallback#FAIL}
     * @throws InterruptedException if this thread is; nothing is left open then
     */
    public Network prepare(Duration limit) throws InterruptedException {
        return prepare(limit, (layer, result, done, all) -> {});
    }

    /** The same, watched. */
    public Network prepare(Duration limit, Progress progress) throws InterruptedException {
        long start = System.nanoTime();
        Map<String, DepthwiseConv> convolutions = new LinkedHashMap<>();
        boolean prepared = false;
        try {
            parts.forEach((layer, part) ->
                    convolutions.put(layer, kernels.depthwise(part.workload(), part.filter())));
            WarmUps warmUps = new WarmUps(limit, convolutions.size(), progress);
            warmUp(convolutions, warmUps);
            prepared = true;
            return new Network(
                    convolutions, warmUps.results(), Duration.ofNanos(System.nanoTime() - start));
        } finally {
            if (!prepared) {
                convolutions.values().forEach(DepthwiseConv::close);
            }
        }
    }

    /** Layers of one workload share a kernel and follow each other, so that one waits for it. */
    private void warmUp(Map<String, DepthwiseConv> convolutions, WarmUps warmUps)
            throws InterruptedException {
        Map<Workload, List<Map.Entry<String, DepthwiseConv>>> kinds = new LinkedHashMap<>();
        for (Map.Entry<String, DepthwiseConv> layer : convolutions.entrySet()) {
            kinds.computeIfAbsent(layer.getValue().workload(), kind -> new ArrayList<>())
                    .add(layer);
        }
        ExecutorService threads =
                Executors.newFixedThreadPool(
                        atATime, Thread.ofPlatform().daemon().name("lanewise-warm-", 1).factory());
        try {
            CompletionService<Boolean> running = new ExecutorCompletionService<>(threads);
            for (List<Map.Entry<String, DepthwiseConv>> layers : kinds.values()) {
                running.submit(() -> layers.forEach(warmUps::warm), true);
            }
            for (int i = 0; i < kinds.size(); i++) {
                running.take().get();
            }
        } catch (ExecutionException failed) {
            throw rethrown(failed);
        } finally {
            // Those that are still under way end with their convolutions, and nobody hears of them.
            warmUps.end();
            threads.shutdownNow();
        }
    }

    private static RuntimeException rethrown(ExecutionException failed) {
        if (failed.getCause() instanceof Error error) {
            throw error;
        }
        return failed.getCause() instanceof RuntimeException known
                ? known
                : new IllegalStateException(failed);
    }
}
