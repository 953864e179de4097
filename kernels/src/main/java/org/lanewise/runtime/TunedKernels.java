package org.lanewise.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
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
 * <p>Where no tuned kernel fits, {@link Fallback} decides; {@link #explain} says what runs and why.
 * Thread-safe. Close it to free the compiler; then every other method throws an {@link
 * IllegalStateException}, and its convolutions live on.
 */
public final class TunedKernels implements AutoCloseable {
    private static final float[] NO_BIAS = {};

    private final BestConfig config;
    private final LoadOptions options;
    private final KernelSupply supply;
    private final Selector selector;
    private final Optional<UntunedWorkloads> untuned;
    private final Lifetime lifetime;

    private TunedKernels(
            BestConfig config,
            Optional<KernelPack> pack,
            LoadOptions options,
            Optional<HeadStart> here) {
        if (options.fallback() == Fallback.FAIL) {
            VectorGate.require();
        }
        this.config = config;
        this.options = options;
        this.supply = new KernelSupply(pack);
        this.selector = new Selector(config, here, supply::has);
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
        Optional<HeadStart> start = headStart();
        Optional<KernelPack> pack =
                PackFile.looksLikePack(file) ? Optional.of(PackFile.read(file)) : Optional.empty();
        BestConfig config = pack.isPresent() ? pack.get().config() : BestConfigFile.read(file);
        return new TunedKernels(config, pack, options, start);
    }

    /**
     * Kernels by a configuration that is at hand, such as one from a database.
     *
     * @throws UnsupportedOperationException without the Vector API, under {@link Fallback#FAIL}
     */
    public static TunedKernels of(BestConfig config, LoadOptions options) {
        return new TunedKernels(config, Optional.empty(), options, headStart());
    }

    private static Optional<HeadStart> headStart() {
        return VectorGate.open() ? Optional.of(HeadStart.begin()) : Optional.empty();
    }

    /** The loaded configuration. */
    public BestConfig config() {
        lifetime.checkOpen();
        return config;
    }

    /** One sentence: which kernel runs a workload here, and why this one. */
    public String explain(Workload workload) {
        return select(workload).words();
    }

    /** How well the kernel that runs a workload fits this machine. */
    public Level level(Workload workload) {
        return select(workload).level();
    }

    private Selection select(Workload workload) {
        int place = lifetime.enter();
        try {
            return selector.select(workload);
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

    private DepthwiseConv convolution(
            Workload workload, float[] weights, float[] bias, Parallelism parallelism) {
        Selection selection = selector.select(workload);
        if (config.find(workload).isEmpty()) {
            untuned.ifPresent(file -> file.add(workload));
        }
        options.fallback().meet(selection);
        ConvKernel kernel =
                selection
                        .legal()
                        .map(legal -> ConvKernel.generated(legal, supply.get(legal)))
                        .orElseGet(() -> ConvKernel.scalar(workload));
        int threads = Shares.most(selection, config.find(workload));
        return new DepthwiseConv(kernel, weights, bias, parallelism, threads, selection.words());
    }

    /** Frees the compiler. Closing twice is the same as closing once. */
    @Override
    public void close() {
        lifetime.close();
    }
}
