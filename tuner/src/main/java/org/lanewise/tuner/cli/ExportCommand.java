package org.lanewise.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.pack.Export;
import org.lanewise.pack.PackCompiler;
import org.lanewise.reports.Format;
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
            description =
                    "The kernel pack to write, such as mobilenet_v1.lanewise; as FILE.jar its kernels are classes,"
                            + " for JVMs that define none at run time.")
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
        List<BestConfig> configs = configs();
        Export.write(file, configs, targets);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        for (BestConfig best : configs) {
            out.printf(
                    Locale.ROOT,
                    "%s: %s for %s%n",
                    file,
                    Format.count(best.layers().size(), "layer"),
                    configs.size() == 1 ? best.machine().isa() : MachineWords.of(best.machine()));
        }
        out.printf(Locale.ROOT, "%s: %,d bytes%n", file, Files.size(file));
        Set<Target> packed =
                configs.stream()
                        .flatMap(best -> PackCompiler.targets(best, targets).stream())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        out.println(
                "With default kernels for JVMs without a compiler: "
                        + packed.stream().map(Target::toString).collect(Collectors.joining("; ")));
        missing(packed).forEach(out::println);
        out.flush();
        return 0;
    }

    /** Widths of the processors' family for which there is nothing, a line each. */
    private static List<String> missing(Set<Target> packed) {
        return Stream.of(Target.AVX512, Target.AVX2)
                .filter(wide ->
                        packed.stream()
                                .anyMatch(target -> target.isa().family() == wide.isa().family()))
                .filter(wide ->
                        packed.stream()
                                .noneMatch(target -> target.vectorBits() == wide.vectorBits()))
                .map(wide ->
                        "Missing: kernels for JVMs with vectors of "
                                + wide.vectorBits()
                                + " bits and without a compiler; add --target "
                                + wide
                                + ".")
                .toList();
    }

    /** A best-configuration file speaks for itself; anything else is looked up. */
    private List<BestConfig> configs() throws IOException, InterruptedException {
        Path file = Path.of(suites.text());
        if (file.toString().endsWith(".json") && Files.isRegularFile(file)) {
            return List.of(BestConfigFile.read(file));
        }
        CommandSpec command = Objects.requireNonNull(spec);
        return machines.all()
                ? machines.everyResult(data, suites, command)
                : List.of(machines.result(data, suites, command));
    }
}
