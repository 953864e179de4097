package org.lanewise.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.CacheState;
import org.lanewise.db.TuningDatabase;
import org.lanewise.files.WholeFile;
import org.lanewise.pack.PackFile;
import org.lanewise.reports.peers.Standings;
import org.lanewise.tuner.measure.MachineLock;
import org.lanewise.tuner.peers.compare.ComparePlan;
import org.lanewise.tuner.peers.compare.PeerRow;
import org.lanewise.tuner.peers.compare.Showing;
import org.lanewise.tuner.peers.compare.SideBySide;
import org.lanewise.tuner.suites.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise peers}: how fast are others on the same machine, in the same run? */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        description =
                "Measures tuned kernels, plain Java, oneDNN, ONNX Runtime and XNNPACK in turns on the same data, and sets them against what"
                        + " the machine can do.")
final class PeersCommand implements Callable<Integer> {
    private static final int MOST_ROUNDS = 1_000;

    @Mixin private SuiteOptions suites = new SuiteOptions();

    @Mixin private DataOptions data = new DataOptions();

    @Option(
            names = "--threads",
            paramLabel = "1|all",
            description = "One thread, or as many as there are processors (default: 1).")
    private String threads = "1";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Kernel pack or best-configuration file to run with (default: this machine's newest result in the"
                            + " database).")
    private @Nullable Path config;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each contender is timed (default: ${DEFAULT-VALUE}).")
    private int rounds = 15;

    @Option(
            names = "--remeasure",
            description = "Measure this machine's peak and bandwidths again.")
    private boolean remeasure;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the rows to a file as well.")
    private @Nullable Path json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Suite suite = suites.suite();
        ComparePlan plan =
                new ComparePlan(
                        suite,
                        readable(config),
                        threads(),
                        suites.cache(),
                        Typed.bounded(rounds, MOST_ROUNDS, "rounds"),
                        remeasure,
                        PeerJars.in(System.getProperty(PeerJars.PROPERTY)));
        if (json != null) {
            OutputFiles.requireWritable(json, "--json");
        }
        SideBySide.Result result = compare(plan);
        print(plan, result);
        return result.layers().stream().allMatch(layer -> right(layer.lanewise())) ? 0 : 1;
    }

    private static boolean right(Showing showing) {
        return showing.time().isPresent();
    }

    private SideBySide.Result compare(ComparePlan plan) throws IOException, InterruptedException {
        StopOnSignal signal = new StopOnSignal();
        try (MachineLock _ =
                        MachineTurn.take(
                                "peers " + suites.text(),
                                Objects.requireNonNull(spec).commandLine().getErr());
                TuningDatabase database = data.open();
                PeersProgress progress = PeersProgress.start(plan)) {
            return new SideBySide(plan, database, progress).run();
        } finally {
            signal.released();
        }
    }

    private void print(ComparePlan plan, SideBySide.Result result) throws IOException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Standings standings = result.standings();
        PeersTable.lines(result.layers(), standings).forEach(out::println);
        out.println();
        PeersTable.failures(result.layers()).forEach(out::println);
        PeersTable.summary(result.layers(), standings).forEach(out::println);
        PeersTable.limits(result.limits(), result.layers()).forEach(out::println);
        result.isa()
                .ifPresent(isa ->
                        out.println(
                                "This JVM's vectors are "
                                        + isa.words()
                                        + "'s, so oneDNN was held to the same; ONNX Runtime and XNNPACK cannot be held to anything."));
        if (reported(result)) {
            out.println(
                    "'lanewise report "
                            + suites.commandWords()
                            + "' shows this too, and says what limits each layer.");
        }
        if (!result.tuned()) {
            out.println(
                    "Nothing is tuned for "
                            + plan.suite().name()
                            + " in "
                            + suites.layoutWords()
                            + " on this machine, so Lanewise ran its default schedules; 'lanewise tune "
                            + suites.commandWords()
                            + "' tunes it.");
        }
        if (json != null) {
            WholeFile.write(json, PeerRow.json(result.layers(), standings));
            out.println("Rows: " + json);
        }
        out.flush();
    }

    /** Whether the report of the suite shows these rows: it is of one thread and hot caches. */
    private boolean reported(SideBySide.Result result) {
        return result.tuned()
                && config == null
                && threads() == 1
                && suites.cache() == CacheState.HOT;
    }

    private int threads() {
        return switch (threads) {
            case "1" -> 1;
            case "all" -> Runtime.getRuntime().availableProcessors();
            default ->
                    throw new UserError(
                            "'" + threads + "' is no number of threads to compare; say 1 or all.");
        };
    }

    /** Read here for the sake of the error message; the JVM that measures loads it again. */
    private static Optional<Path> readable(@Nullable Path file) throws IOException {
        if (file == null) {
            return Optional.empty();
        }
        InputFiles.requireRegular(file);
        if (PackFile.looksLikePack(file)) {
            PackFile.read(file);
        } else {
            BestConfigFile.read(file);
        }
        return Optional.of(file.toAbsolutePath());
    }
}
