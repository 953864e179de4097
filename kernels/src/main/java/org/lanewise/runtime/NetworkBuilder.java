package org.lanewise.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lanewise.tensor.Filter;
import org.lanewise.workload.Workload;

/**
 * Collects the convolutions of a network and prepares them together: kernels are loaded or
 * compiled, weights packed, and everything warmed up. Where runs take one thread and there are
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

    private final Function<String, Workload> tuned;
    private final BiFunction<Workload, Filter, DepthwiseConv> convolutions;
    private final int atATime;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    /**
     * @param tuned the workload of a layer by its name
     * @param convolutions makes them
     * @param shared whether each run takes several threads, which two warm-ups would fight for
     */
    NetworkBuilder(
            Function<String, Workload> tuned,
            BiFunction<Workload, Filter, DepthwiseConv> convolutions,
            boolean shared) {
        this.tuned = tuned;
        this.convolutions = convolutions;
        this.atATime = shared ? 1 : Math.min(AT_A_TIME, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Adds a layer that was tuned under this name.
     *
     * @throws IllegalArgumentException if there is no such layer, or it was added before
     */
    public NetworkBuilder add(String layer, Filter filter) {
        return add(layer, tuned.apply(layer), filter);
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
     * @param limit longest time to spend on warm-ups, all together, once all layers are loaded
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
        Map<String, DepthwiseConv> made = new HashMap<>();
        WarmUps warmUps = new WarmUps(limit, parts.size(), progress);
        ExecutorService threads =
                Executors.newFixedThreadPool(
                        atATime, Thread.ofPlatform().daemon().name("lanewise-warm-", 1).factory());
        boolean prepared = false;
        try {
            prepare(made, warmUps, new ExecutorCompletionService<>(threads));
            prepared = true;
            Map<String, DepthwiseConv> inOrder = new LinkedHashMap<>();
            parts.keySet()
                    .forEach(layer -> inOrder.put(layer, Objects.requireNonNull(made.get(layer))));
            return new Network(
                    inOrder, warmUps.results(), Duration.ofNanos(System.nanoTime() - start));
        } catch (ExecutionException failed) {
            throw rethrown(failed);
        } finally {
            // Those that are still under way end with their convolutions, and nobody hears of them.
            warmUps.end();
            threads.shutdownNow();
            if (!prepared) {
                made.values().forEach(DepthwiseConv::close);
            }
        }
    }

    /**
     * Makes all and waits for their warm-ups, which begin meanwhile: the JIT, of which there is
     * most to wait for, has work from the first on. Layers of one workload share a kernel and
     * follow each other, so that one waits for it.
     */
    private void prepare(
            Map<String, DepthwiseConv> made, WarmUps warmUps, CompletionService<Boolean> running)
            throws InterruptedException, ExecutionException {
        Collection<List<Map.Entry<String, Part>>> kinds =
                parts.entrySet().stream()
                        .collect(
                                Collectors.groupingBy(
                                        layer -> layer.getValue().workload(),
                                        LinkedHashMap::new,
                                        Collectors.toList()))
                        .values();
        for (List<Map.Entry<String, Part>> layers : kinds) {
            Map<String, DepthwiseConv> kind = new LinkedHashMap<>();
            for (Map.Entry<String, Part> layer : layers) {
                Part part = layer.getValue();
                DepthwiseConv conv = convolutions.apply(part.workload(), part.filter());
                made.put(layer.getKey(), conv);
                kind.put(layer.getKey(), conv);
            }
            running.submit(() -> kind.forEach(warmUps::warm), true);
        }
        warmUps.allMade();
        for (int i = 0; i < kinds.size(); i++) {
            running.take().get();
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
