package org.lanewise.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.pack.PackCompiler;
import org.lanewise.pack.PackFile;
import org.lanewise.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise export}: kernels for an application that has no compiler. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes a kernel pack for applications: best configuration, compiled kernels and their source in one"
                        + " file. SUITE may also be a best-configuration file (.json).")
final class ExportCommand implements Callable<Integer> {
    @Mixin private SuiteOptions suites = new SuiteOptions();

    @Mixin private DataOptions data = new DataOptions();

    @Mixin private MachineOptions machines = new MachineOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The kernel pack to write, such as mobilenet_v1.lanewise.")
    private @Nullable Path output;

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            description =
                    "Pack the default kernels of this target, too, such as avx2, for its JVMs that"
                            + " have no compiler. May be given several times.")
    private List<Target> targets = List.of();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path file = Objects.requireNonNull(output);
        BestConfig best = config();
        PackFile.write(file, PackCompiler.compile(best, targets));
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s: %d layers for %s, %,d bytes%n",
                file,
                best.layers().size(),
                best.machine().isa(),
                Files.size(file));
        out.println(
                "With default kernels for JVMs without a compiler: "
                        + PackCompiler.targets(best, targets).stream()
                                .map(Target::toString)
                                .collect(Collectors.joining("; ")));
        out.flush();
        return 0;
    }

    /** A best-configuration file speaks for itself; anything else is looked up. */
    private BestConfig config() throws IOException, InterruptedException {
        Path file = Path.of(suites.text());
        if (file.toString().endsWith(".json") && Files.isRegularFile(file)) {
            return BestConfigFile.read(file);
        }
        return machines.result(data, suites, Objects.requireNonNull(spec));
    }
}
