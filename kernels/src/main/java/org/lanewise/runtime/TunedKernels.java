package org.lanewise.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.lanewise.codegen.KernelSource;
import org.lanewise.compile.KernelCompiler;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.TunedLayer;
import org.lanewise.schedule.InvalidScheduleException;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.threads.Parallelism;
import org.lanewise.workload.Workload;

/**
 * The kernels that tuning chose for this machine. Load once, ask for each convolution of the
 * network.
 *
 * <pre>{@code
 * TunedKernels kernels = TunedKernels.load(Path.of("mobilenet_v1.lanewise.json"));
 * try (DepthwiseConv conv = kernels.depthwise(workload, weights)) {
 *     conv.warmUp(Duration.ofSeconds(5));
 *     conv.run(input, output);
 * }
 * }</pre>
 *
 * Workloads that were not tuned run with the default schedule. Thread-safe; close it to free the
 * compiler.
 */
public final class TunedKernels implements AutoCloseable {
    private static final float[] NO_BIAS = {};

    private final BestConfig config;
    private final KernelCompiler compiler;

    private TunedKernels(BestConfig config, KernelCompiler compiler) {
        this.config = config;
        this.compiler = compiler;
    }

    /**
     * Loads a best-configuration file.
     *
     * @throws IOException if the file cannot be read or is no such file
     * @throws UnsupportedOperationException without the Vector API
     * @throws org.lanewise.compile.KernelCompileException if this Java has no compiler
     */
    public static TunedKernels load(Path file) throws IOException {
        VectorGate.require();
        BestConfig config = BestConfigFile.read(file);
        JitSetup.ensure();
        return new TunedKernels(config, new KernelCompiler());
    }

    /** The loaded configuration. */
    public BestConfig config() {
        return config;
    }

    /**
     * A convolution without bias.
     *
     * @param weights (channels * multiplier, 1, kh, kw)
     * @throws InvalidScheduleException if no kernel can be generated for the workload
     */
    public DepthwiseConv depthwise(Workload workload, float[] weights) {
        return depthwise(workload, weights, NO_BIAS);
    }

    /**
     * A convolution.
     *
     * @param weights (channels * multiplier, 1, kh, kw)
     * @param bias one float an output channel where the workload's epilogue has a bias, otherwise
     *     empty
     * @throws InvalidScheduleException if no kernel can be generated for the workload
     */
    public DepthwiseConv depthwise(Workload workload, float[] weights, float[] bias) {
        return depthwise(workload, weights, bias, Parallelism.oneThread());
    }

    /**
     * A convolution on several threads. Layers too small to gain from that run on their caller
     * alone.
     *
     * @param weights (channels * multiplier, 1, kh, kw)
     * @param bias one float an output channel where the workload's epilogue has a bias, otherwise
     *     empty
     * @param parallelism the threads; they stay the caller's to close
     * @throws InvalidScheduleException if no kernel can be generated for the workload
     */
    public DepthwiseConv depthwise(
            Workload workload, float[] weights, float[] bias, Parallelism parallelism) {
        LegalSchedule legal = choose(workload);
        int threads = Shares.most(legal, config.find(workload));
        synchronized (compiler) {
            return new DepthwiseConv(
                    compiler.compile(KernelSource.of(legal)), weights, bias, parallelism, threads);
        }
    }

    private LegalSchedule choose(Workload workload) {
        ScheduleSpace space = ScheduleSpace.of(workload, VectorGate.maxVectorBits());
        Optional<TunedLayer> tuned = config.find(workload);
        return tuned.filter(layer -> space.broken(layer.best()).isEmpty())
                .map(layer -> space.admit(layer.best()))
                .or(space::defaultSchedule)
                .orElseThrow(() ->
                        new InvalidScheduleException(
                                "No kernel can be generated for " + workload + "."));
    }

    @Override
    public void close() {
        synchronized (compiler) {
            compiler.close();
        }
    }
}
