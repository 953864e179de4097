package org.lanewise.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.lanewise.config.BestConfig;
import org.lanewise.host.Capabilities;
import org.lanewise.host.HeadStart;
import org.lanewise.host.Host;
import org.lanewise.host.Lack;
import org.lanewise.pack.TunedFile;
import org.lanewise.tensor.Filter;
import org.lanewise.threads.Parallelism;
import org.lanewise.workload.Workload;

/**
 * The kernels that tuning chose for this machine. Load once, ask for each convolution of the
 * network.
 *
 * <pre>{@code
 * try (TunedKernels kernels = TunedKernels.load(Path.of("mobilenet_v1.lanewise"));
 *         DepthwiseConv conv = kernels.depthwise(workload, weights)) {
 *     conv.warmUp(Duration.ofSeconds(5));
 *     conv.run(input, output);
 * }
 * }</pre>
 *
 * <p>The JVM must be started with {@code --add-modules jdk.incubator.vector}, and with {@code
 * --enable-native-access=ALL-UNNAMED} for the fastest kernels; {@link #lacks} says what a JVM
 * lacks. The library may be in any class loader.
 *
 * <p>Where no tuned kernel fits, {@link Fallback} decides; {@link #explain} says what runs and why.
 * Flight recordings hold the events {@code org.lanewise.KernelChosen}, {@code
 * org.lanewise.Fallback} and {@code org.lanewise.WarmUp}. {@code -Dlanewise.vector=off} gives the
 * scalar kernel everywhere. All convolutions of a workload share one kernel, so that only the first
 * waits for the JIT. Thread-safe. Close it to free the compiler; then every other method throws an
 * {@link IllegalStateException}, and its convolutions live on.
 */
public final class TunedKernels implements AutoCloseable {
    private static final float[] NO_BIAS = {};

    private final List<BestConfig> configs;
    private final LoadOptions options;
    private final KernelSupply supply;
    private final NearestSelector selector;
    private final Map<Workload, SoftReference<Selection>> selections = new ConcurrentHashMap<>();
    private final Optional<UntunedWorkloads> untuned;
    private final Lifetime lifetime;

    private TunedKernels(TunedFile file, LoadOptions options, Supplier<Host> here) {
        this.configs = file.configs();
        this.options = options;
        this.supply =
                new KernelSupply(
                        file.pack(), () -> here.get().capabilities().has(Lack.JAVA_COMPILER));
        this.selector = new NearestSelector(configs, here, supply);
        this.untuned = options.untuned().map(UntunedWorkloads::new);
        this.lifetime = new Lifetime("The kernels are closed already.", supply::close);
    }

    /**
     * Loads a kernel pack or a best-configuration file, with {@link LoadOptions#DEFAULT}.
     *
     * @throws IOException as {@link #load(Path, LoadOptions)} does
     */
    public static TunedKernels load(Path file) throws IOException {
        return load(file, LoadOptions.DEFAULT);
    }

    /**
     * Loads a kernel pack or a best-configuration file. A pack needs no compiler; the kernels of a
     * best-configuration file, and those that a pack lacks, are compiled when they are asked for.
     *
     * @throws IOException if the file cannot be read, is neither, is damaged, or has a newer
     *     format; the message is one sentence
     * @throws FallbackException without the Vector API, under {@link Fallback#FAIL}
     */
    public static TunedKernels load(Path file, LoadOptions options) throws IOException {
        requireVectorApi(options);
        return load(file, options, HeadStart.begin());
    }

    static TunedKernels load(Path file, LoadOptions options, Supplier<Host> here)
            throws IOException {
        return new TunedKernels(TunedFile.read(file), options, here);
    }

    /**
     * Loads the content of a kernel pack or best-configuration file, such as a resource of the
     * application: {@code load(Main.class.getResourceAsStream("/net.lanewise"), options)}. It is
     * read to its end, by way of a temporary file, and left open.
     *
     * @throws NullPointerException if there is no stream, as for a resource that is missing
     * @throws IOException as {@link #load(Path, LoadOptions)} does
     * @throws FallbackException without the Vector API, under {@link Fallback#FAIL}
     */
    public static TunedKernels load(InputStream content, LoadOptions options) throws IOException {
        Objects.requireNonNull(content, "There is no stream; is the resource's name right?");
        requireVectorApi(options);
        Supplier<Host> here = HeadStart.begin();
        return new TunedKernels(TunedFile.read(content), options, here);
    }

    /**
     * Kernels by a configuration that is at hand, such as one from a database: for those who have
     * the other modules of this project, too.
     *
     * @throws FallbackException without the Vector API, under {@link Fallback#FAIL}
     */
    @SuppressWarnings("exports")
    public static TunedKernels of(BestConfig config, LoadOptions options) {
        requireVectorApi(options);
        return new TunedKernels(TunedFile.of(config), options, HeadStart.begin());
    }

    private static void requireVectorApi(LoadOptions options) {
        if (options.fallback() == Fallback.FAIL && !Capabilities.vectorApi()) {
            throw new FallbackException(Lack.VECTOR_API.sentence());
        }
    }

    /**
     * The convolutions that were tuned, by the names of their layers, in the order of the network;
     * of a pack for several machines those of all, and of each name what the first of them has.
     */
    public Map<String, Workload> layers() {
        lifetime.checkOpen();
        Map<String, Workload> layers = new LinkedHashMap<>();
        for (BestConfig config : configs) {
            config.layers().forEach(layer -> layers.putIfAbsent(layer.layer(), layer.workload()));
        }
        return Collections.unmodifiableMap(layers);
    }

    /**
     * The convolution of a layer.
     *
     * @param name as tuning found it, for a model's layer the name of its node
     * @throws IllegalArgumentException if there is no such layer; the message names those there are
     */
    public Workload layer(String name) {
        Map<String, Workload> layers = layers();
        Workload found = layers.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "There is no layer '"
                            + name
                            + "'; there are "
                            + String.join(", ", layers.keySet())
                            + ".");
        }
        return found;
    }

    /**
     * What this JVM lacks that kernels want, with the remedy, a sentence each; the worst comes
     * first. The first call takes milliseconds, or seconds where the flags of the JVM leave doubt
     * whether its JIT compiles vectors, which is then tried.
     */
    public static List<String> lacks() {
        return Capabilities.ofThisJvm().lacks().stream().map(Lack::sentence).toList();
    }

    /**
     * Which kernel runs a workload here, and why this one, in a sentence; and in a second one, if
     * so, why it takes longer than elsewhere to reach full speed. The kernel is loaded or compiled
     * for it, so that what is said is what {@link #depthwise} gives.
     */
    public String explain(Workload workload) {
        return DepthwiseConv.explanation(select(workload).inForce());
    }

    /** How well the kernel that runs a workload fits this machine. */
    public Level level(Workload workload) {
        return select(workload).inForce().level();
    }

    private Selection select(Workload workload) {
        int place = lifetime.enter();
        try {
            return cached(workload);
        } finally {
            lifetime.leave(place);
        }
    }

    /**
     * A convolution without bias.
     *
     * @param weights (channels * multiplier, 1, kh, kw)
     * @throws IllegalArgumentException if there are not as many weights as the workload has
     * @throws FallbackException if no tuned kernel fits, under {@link Fallback#FAIL}
     */
    public DepthwiseConv depthwise(Workload workload, float[] weights) {
        return depthwise(workload, weights, NO_BIAS);
    }

    /**
     * A convolution on the threads that were chosen at loading.
     *
     * @param weights (channels * multiplier, 1, kh, kw)
     * @param bias one float an output channel where the workload's epilogue has a bias, otherwise
     *     empty
     * @throws IllegalArgumentException if weights or bias are not as many as the workload has
     * @throws FallbackException if no tuned kernel fits, under {@link Fallback#FAIL}
     */
    public DepthwiseConv depthwise(Workload workload, float[] weights, float[] bias) {
        return depthwise(workload, weights, bias, options.parallelism());
    }

    /**
     * A convolution on threads of its own choice. Layers too small to gain from several run on
     * their caller alone.
     *
     * @param weights (channels * multiplier, 1, kh, kw)
     * @param bias one float an output channel where the workload's epilogue has a bias, otherwise
     *     empty
     * @param parallelism the threads; they stay the caller's to close
     * @throws IllegalArgumentException if weights or bias are not as many as the workload has
     * @throws FallbackException if no tuned kernel fits, under {@link Fallback#FAIL}
     */
    public DepthwiseConv depthwise(
            Workload workload, float[] weights, float[] bias, Parallelism parallelism) {
        int place = lifetime.enter();
        try {
            return convolution(workload, weights, bias, parallelism);
        } finally {
            lifetime.leave(place);
        }
    }

    /**
     * A convolution on the threads that were chosen at loading, of weights as whatever framework
     * holds them.
     *
     * @throws IllegalArgumentException if weights or bias are not as many as the workload has
     * @throws FallbackException if no tuned kernel fits, under {@link Fallback#FAIL}
     */
    public DepthwiseConv depthwise(Workload workload, Filter filter) {
        int place = lifetime.enter();
        try {
            return convolution(
                    workload, filter.oihw(workload), filter.bias(), options.parallelism());
        } finally {
            lifetime.leave(place);
        }
    }

    /** Many convolutions, to be prepared together. */
    public NetworkBuilder network() {
        lifetime.checkOpen();
        return new NetworkBuilder(
                this::layer, this::depthwise, options.parallelism().threads() > 1);
    }

    /** Kept as long as there is memory: applications may ask for any number of shapes. */
    private Selection cached(Workload workload) {
        Selection[] found = new Selection[1];
        selections.compute(
                workload,
                (key, known) -> {
                    Selection before = known == null ? null : known.get();
                    found[0] = before == null ? selector.select(workload) : before;
                    return before == null ? new SoftReference<>(found[0]) : known;
                });
        return found[0];
    }

    private DepthwiseConv convolution(
            Workload workload, float[] weights, float[] bias, Parallelism parallelism) {
        Selection selection = cached(workload).suiting(weights);
        if (untuned.isPresent() && !isTuned(workload)) {
            untuned.get().add(workload);
        }
        options.accept(selection.inForce());
        int threads = Shares.most(selection, selector.layers(workload));
        DepthwiseConv made =
                new DepthwiseConv(selection, weights, bias, parallelism, threads, options);
        Events.chosen(selection.inForce());
        return made;
    }

    private boolean isTuned(Workload workload) {
        return configs.stream().anyMatch(config -> config.find(workload).isPresent());
    }

    /** Frees the compiler. Closing twice is the same as closing once. */
    @Override
    public void close() {
        lifetime.close();
    }
}
