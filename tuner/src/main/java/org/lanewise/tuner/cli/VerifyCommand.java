package org.lanewise.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.TuningDatabase;
import org.lanewise.pack.PackFile;
import org.lanewise.tuner.measure.MachineLock;
import org.lanewise.tuner.models.Models;
import org.lanewise.tuner.peers.verify.LayerProof;
import org.lanewise.tuner.peers.verify.Verification;
import org.lanewise.tuner.peers.verify.WholeProof;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.suites.Suite;
import org.lanewise.workload.Layout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise verify}: do the kernels compute what the model says? */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Runs each depthwise convolution of an ONNX model with the model's own weights on seeded inputs, and compares"
                        + " results with a reference in double precision, and, where the peers are built in, with ONNX Runtime.")
final class VerifyCommand implements Callable<Integer> {
    @Mixin private SuiteOptions suites = new SuiteOptions();

    @Mixin private DataOptions data = new DataOptions();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Kernel pack or best-configuration file to run with (default: this machine's newest result in the"
                            + " database, or else default schedules).")
    private @Nullable Path config;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Models.looksLikeModel(suites.text())) {
            throw new UserError(
                    "Only a model has weights to verify with; name an ONNX file (.onnx), or run 'lanewise check' on a pack.");
        }
        Optional<BestConfig> best = best();
        List<Layer> laidOut = laidOut(suites.layers(), best);
        List<LayerProof> proofs = new ArrayList<>();
        Optional<WholeProof> whole;
        Path file = Files.createTempFile("lanewise-verify", ".json");
        StopOnSignal signal = new StopOnSignal("Stopped.");
        try {
            Path ran = config == null ? file : config;
            if (config == null) {
                BestConfigFile.write(file, best.orElseGet(this::nothing));
            }
            try (MachineLock _ =
                            MachineTurn.take(
                                    "verify " + suites.text(),
                                    Objects.requireNonNull(spec).commandLine().getErr());
                    Verification verification =
                            new Verification(
                                    Path.of(suites.text()), suites.inputs(), ran, jars())) {
                verification.run(laidOut, proofs::add);
                whole =
                        jars().isEmpty()
                                ? Optional.empty()
                                : Optional.of(verification.whole(laidOut));
            }
        } finally {
            signal.released();
            Files.deleteIfExists(file);
        }
        String layouts = new Suite(suites.whole().name(), laidOut).layoutWords();
        return print(proofs, layouts, whole, best.isPresent());
    }

    private int print(
            List<LayerProof> proofs, String layouts, Optional<WholeProof> whole, boolean tuned) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        ProofTable.lines(proofs, layouts).forEach(out::println);
        whole.map(ProofTable::words).ifPresent(lines -> lines.forEach(out::println));
        if (!tuned) {
            out.println(
                    "Nothing is tuned for this model in "
                            + suites.layoutWords()
                            + " on this machine, so default schedules ran; 'lanewise tune "
                            + suites.commandWords()
                            + "' tunes it.");
        }
        out.flush();
        boolean right =
                ProofTable.right(proofs)
                        && whole.map(WholeProof::wrong).orElse(List.of()).isEmpty();
        return right ? 0 : Main.FAILED;
    }

    /** What a configuration has tuned runs in the layout that it was tuned in. */
    private static List<Layer> laidOut(List<Layer> layers, Optional<BestConfig> best) {
        return layers.stream()
                .map(layer ->
                        best.flatMap(config ->
                                        config.layers().stream()
                                                .filter(tuned -> isOf(layer, tuned))
                                                .findFirst())
                                .map(tuned ->
                                        new Layer(layer.name(), tuned.workload(), layer.count()))
                                .orElse(layer))
                .toList();
    }

    private static boolean isOf(Layer layer, TunedLayer tuned) {
        return tuned.workload()
                .withLayout(Layout.NCHW)
                .equals(layer.workload().withLayout(Layout.NCHW));
    }

    private Optional<BestConfig> best() throws IOException, InterruptedException {
        if (config != null) {
            InputFiles.requireRegular(config);
            return Optional.of(
                    PackFile.looksLikePack(config)
                            ? PackFile.read(config).config()
                            : BestConfigFile.read(config));
        }
        if (!data.exists()) {
            return Optional.empty();
        }
        Optional<Machine> here = ThisMachine.here();
        if (here.isEmpty()) {
            return Optional.empty();
        }
        Suite suite = suites.whole();
        try (TuningDatabase database = data.read()) {
            return database.best(here.get(), suite.name(), suite.layoutText(), suites.cache());
        }
    }

    /** A configuration without layers, so that default schedules run. */
    private BestConfig nothing() {
        return new BestConfig(
                new Machine("none", "sse", 128, 1, "none", "none", List.of()),
                suites.whole().name(),
                suites.cache(),
                0,
                List.of());
    }

    /** ONNX Runtime's, if they are built in. */
    private static List<String> jars() throws IOException {
        String folder = System.getProperty(PeerJars.PROPERTY);
        return folder == null ? List.of() : PeerJars.in(folder);
    }
}
