package org.lanewise.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lanewise.check.LayerVerdict;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.TunedLayer;
import org.lanewise.pack.PackFile;
import org.lanewise.tuner.measure.ApplicationJvm;
import org.lanewise.tuner.measure.MachineLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanewise check}: does an application get what tuning promised? */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Runs a kernel pack or a best-configuration file in plain JVMs that have only the kernels jar, one for each layer,"
                        + " and compares results and times with what tuning measured.")
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A kernel pack or a best-configuration file.")
    private @Nullable Path file;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path config = Objects.requireNonNull(file);
        InputFiles.requireRegular(config);
        BestConfig best = read(config);
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        try (MachineLock _ = MachineTurn.take("check " + config, err)) {
            return check(config, best);
        }
    }

    private int check(Path config, BestConfig best) throws InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(
                best.layers().size()
                        + " layers, each in a JVM of its own, caches "
                        + best.cache().text()
                        + ".");
        out.println(LayerVerdict.heads());
        List<LayerVerdict> verdicts = new ArrayList<>();
        for (int number = 0; number < best.layers().size(); number++) {
            LayerVerdict verdict = verdict(config, number, best.layers().get(number));
            out.println(verdict.line());
            out.flush();
            verdicts.add(verdict);
        }
        LayerVerdict.summary(verdicts).forEach(out::println);
        out.flush();
        return verdicts.stream().allMatch(LayerVerdict::right) ? 0 : 1;
    }

    private static LayerVerdict verdict(Path config, int number, TunedLayer layer)
            throws InterruptedException {
        return switch (ApplicationJvm.check(config, number, layer.workload())) {
            case ApplicationJvm.Answer.Told(LayerVerdict verdict) -> verdict;
            case ApplicationJvm.Answer.Failed(String words) -> throw new UserError(words);
            case ApplicationJvm.Answer.Silent(Duration waited) ->
                    throw new UserError(
                            "The JVM that ran the layer "
                                    + layer.layer()
                                    + " did not end within "
                                    + waited.toSeconds()
                                    + " seconds; run it again on an idle machine.");
        };
    }

    private static BestConfig read(Path file) throws IOException {
        return PackFile.looksLikePack(file)
                ? PackFile.read(file).config()
                : BestConfigFile.read(file);
    }
}
