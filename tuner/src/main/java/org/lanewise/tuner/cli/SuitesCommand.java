package org.lanewise.tuner.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.suites.Suite;
import org.lanewise.tuner.suites.Suites;
import org.lanewise.workload.Size;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanewise suites}: what can be tuned. */
@Command(
        name = "suites",
        mixinStandardHelpOptions = true,
        description =
                "Lists the built-in suites with the shares that kernel sizes have of their operations, or the layers of one.")
final class SuitesCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "SUITE",
            description = "The suite whose layers to list.")
    private @Nullable String suite;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        TextTable table = suite == null ? suites() : LayersCommand.table(Suites.find(suite));
        table.lines().forEach(out::println);
        out.flush();
        return 0;
    }

    private static TextTable suites() {
        TextTable table = new TextTable("suite", "layers", "shapes", "MFLOP", "3x3", "5x5", "7x7");
        for (String name : Suites.names()) {
            Suite suite = Suites.find(name);
            table.row(
                    name,
                    Integer.toString(suite.layers().stream().mapToInt(Layer::count).sum()),
                    Integer.toString(suite.layers().size()),
                    String.format(Locale.ROOT, "%.1f", suite.flops() / 1e6),
                    share(suite, 3),
                    share(suite, 5),
                    share(suite, 7));
        }
        return table;
    }

    /** The share of a suite's operations that kernels of a size have. */
    private static String share(Suite suite, int taps) {
        double flops =
                suite.layers().stream()
                        .filter(layer -> layer.workload().kernel().equals(Size.square(taps)))
                        .mapToDouble(layer -> (double) layer.workload().flops() * layer.count())
                        .sum();
        return flops == 0 ? "" : String.format(Locale.ROOT, "%.0f%%", 100 * flops / suite.flops());
    }
}
