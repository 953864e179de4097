package org.lanewise.runtime;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.pack.KernelPack;
import org.lanewise.pack.PackFile;
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
 * --enable-native-access=ALL-UNNAMED} for the fastest kernels; {@link Capabilities} says what a JVM
 * lacks. The library may be in any class loader.
 *
 * <p>Where no tuned kernel fits, {@link Fallback} decides; {@link #explain} says what runs and why.
 * All convolutions of a workload share one kernel, so that only the first waits for the JIT.
 * Thread-safe. Close it to free the compiler; then every other method throws an {@link
 * IllegalStateException}, and its convolutions live on.
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

    private TunedKernels(
            List<BestConfig> configs,
            Optional<KernelPack> pack,
            LoadOptions options,
            Supplier<Host> here) {
        this.configs = configs;
        this.options = options;
        this.supply =
                new KernelSupply(pack, () -> here.get().capabilities().has(Lack.JAVA_COMPILER));
        this.selector = new NearestSelector(configs, here, supply::get);
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
     * @throws UnsupportedOperationException without the Vector API, under {@link Fallback#FAIL}
     */
    public static TunedKernels load(Path file, LoadOptions options) throws IOException {
        requireVectorApi(options);
        return load(file, options, HeadStart.begin());
    }

    static TunedKernels load(Path file, LoadOptions options, Supplier<Host> here)
            throws IOException {
        try {
            Optional<KernelPack> pack =
                    PackFile.looksLikePack(file)
                            ? Optional.of(PackFile.read(file))
                            : Optional.empty();
            List<BestConfig> configs =
                    pack.isPresent() ? pack.get().configs() : List.of(BestConfigFile.read(file));
            return new TunedKernels(configs, pack, options, here);
        } catch (NoSuchFileException missing) {
            // Its message is the path alone.
            throw new IOException("There is no file " + file + ".", missing);
        } catch (AccessDeniedException denied) {
            throw new IOException("The file " + file + " may not be read.", denied);
        }
    }

    /**
     * Kernels by a configuration that is at hand, such as one from a database.
     *
     * @throws UnsupportedOperationException without the Vector API, under {@link Fallback#FAIL}
     */
    public static TunedKernels of(BestConfig config, LoadOptions options) {
        requireVectorApi(options);
        return new TunedKernels(List.of(config), Optional.empty(), options, HeadStart.begin());
    }

    private static void requireVectorApi(LoadOptions options) {
        if (options.fallback() == Fallback.FAIL) {
            Capabilities.requireVectorApi();
        }
    }

    /** The loaded configuration; the first, where a pack holds those of several machines. */
    public BestConfig config() {
        lifetime.checkOpen();
        return configs.getFirst();
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
        if (configs.stream().noneMatch(config -> config.find(workload).isPresent())) {
            untuned.ifPresent(file -> file.add(workload));
        }
        options.fallback().apply(selection.inForce());
        int threads = Shares.most(selection, selector.layers(workload));
        return new DepthwiseConv(
                selection, weights, bias, parallelism, threads, options.fallback());
    }

    /** Frees the compiler. Closing twice is the same as closing once. */
    @Override
    public void close() {
        lifetime.close();
    }
}
