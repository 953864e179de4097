package org.lanewise.tuner.peers.verify;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.lanewise.check.Timing;
import org.lanewise.compile.KernelCompileException;
import org.lanewise.reference.SeededData;
import org.lanewise.runtime.DepthwiseConv;
import org.lanewise.runtime.Fallback;
import org.lanewise.runtime.LoadOptions;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.tensor.KernelBuffers;
import org.lanewise.tuner.models.InputSizes;
import org.lanewise.tuner.models.LayerWeights;
import org.lanewise.tuner.models.ModelLayer;
import org.lanewise.tuner.models.ModelLayers;
import org.lanewise.tuner.models.Models;
import org.lanewise.tuner.models.graph.UnreadableTensorException;
import org.lanewise.tuner.peers.Contender;
import org.lanewise.tuner.peers.ContenderException;
import org.lanewise.tuner.peers.Entrant;
import org.lanewise.tuner.peers.Peer;
import org.lanewise.tuner.peers.PeerMissingException;
import org.lanewise.tuner.peers.Task;
import org.lanewise.tuner.peers.verify.LayerProof.Outcome;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/** Runs a model's layers with its weights on seeded inputs, in the JVM of an application. */
final class Prover {
    private static final String OTHER = "ONNX Runtime";
    private static final long SEED = 1603;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final int SAMPLES = 7;
    private static final long SAMPLE_NANOS = 10_000_000;

    private final Path file;
    private final ModelLayers model;
    private final TunedKernels kernels;

    /**
     * @throws IOException if the configuration cannot be read
     */
    Prover(ProofRequest.Open open) throws IOException {
        file = Path.of(open.model());
        model = Models.read(file, InputSizes.parse(open.inputs()));
        kernels =
                TunedKernels.load(
                        Path.of(open.config()), LoadOptions.DEFAULT.with(Fallback.SILENT));
    }

    LayerProof prove(String name, Workload workload) {
        Optional<ModelLayer> layer =
                model.layers().stream().filter(each -> each.name().equals(name)).findFirst();
        if (layer.isEmpty()) {
            return LayerProof.failed(name, "the model has no such layer any more");
        }
        try {
            return prove(layer.get(), workload);
        } catch (UnreadableTensorException | KernelCompileException failed) {
            return LayerProof.failed(name, String.valueOf(failed.getMessage()));
        }
    }

    WholeProof whole(Map<String, Workload> workloads) {
        return new WholeRun(model, kernels).compare(file, workloads);
    }

    private LayerProof prove(ModelLayer layer, Workload workload) {
        SeededData data = data(layer.weights().numbers(), workload);
        Workload plain = workload.withLayout(Layout.NCHW);
        SeededData plainData = data(layer.weights().numbers(), plain);
        try (Arena arena = Arena.ofConfined();
                DepthwiseConv conv = kernels.depthwise(workload, data.weights(), data.bias())) {
            MemorySegment input = KernelBuffers.copyOf(arena, data.input());
            MemorySegment output = KernelBuffers.allocate(arena, workload.outputElements());
            conv.warmUp(WARM_UP);
            conv.run(input, output);
            Truth truth = Truth.of(workload, data);
            Runner own = new Runner("Lanewise", () -> conv.run(input, output));
            own.judged(truth, output);
            try (Others others = new Others(new Task(plain, plainData, 1))) {
                others.judge(Truth.of(plain, plainData));
                List<Runner> all = new ArrayList<>(List.of(own));
                all.addAll(others.runners());
                for (int sample = 0; sample < SAMPLES; sample++) {
                    all.forEach(Runner::time);
                }
                return new LayerProof(
                        layer.name(),
                        conv.schedule().orElse("the scalar kernel"),
                        own.outcome(),
                        others.outcomes());
            }
        }
    }

    private static SeededData data(LayerWeights.Numbers numbers, Workload workload) {
        return new SeededData(
                SeededData.of(workload, SEED).input(),
                numbers.weights(),
                workload.epilogue().bias() ? numbers.bias() : new float[0]);
    }

    /** One implementation, timed again and again. */
    private static final class Runner {
        private final String who;
        private final Runnable run;
        private final List<Double> nanos = new ArrayList<>();
        private double error;
        private String wrong = "";

        Runner(String who, Runnable run) {
            this.who = who;
            this.run = run;
        }

        void judged(Truth truth, MemorySegment output) {
            error = truth.error(output);
            wrong = truth.verdict(output);
        }

        void time() {
            nanos.add(Timing.hot(run, SAMPLE_NANOS));
        }

        Outcome outcome() {
            double median = nanos.stream().sorted().toList().get(nanos.size() / 2);
            return new Outcome(who, error, median, wrong);
        }
    }

    /** ONNX Runtime, if it is on the class path. */
    private static final class Others implements AutoCloseable {
        private final List<Contender> open = new ArrayList<>();
        private final List<Runner> runners = new ArrayList<>();
        private final List<Outcome> failed = new ArrayList<>();

        Others(Task task) {
            for (Peer peer : ServiceLoader.load(Peer.class)) {
                for (Entrant entrant : peer.entrants(task)) {
                    if (entrant.name().equals(OTHER)) {
                        open(entrant);
                    }
                }
            }
        }

        private void open(Entrant entrant) {
            try {
                open.add(entrant.opener().open());
            } catch (ContenderException | PeerMissingException unable) {
                failed.add(Outcome.failed(OTHER, String.valueOf(unable.getMessage())));
            }
        }

        void judge(Truth truth) {
            for (Contender contender : open) {
                try {
                    contender.run();
                    Runner runner = new Runner(OTHER, contender::run);
                    runner.judged(truth, MemorySegment.ofArray(contender.output()));
                    runners.add(runner);
                } catch (ContenderException unable) {
                    failed.add(Outcome.failed(OTHER, String.valueOf(unable.getMessage())));
                }
            }
        }

        List<Runner> runners() {
            return runners;
        }

        List<Outcome> outcomes() {
            List<Outcome> all = new ArrayList<>(runners.stream().map(Runner::outcome).toList());
            all.addAll(failed);
            return all;
        }

        @Override
        public void close() {
            open.forEach(Contender::close);
        }
    }
}
