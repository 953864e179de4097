package org.lanewise.tuner.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.suites.Suite;
import org.lanewise.tuner.suites.Suites;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanewise suites}: what can be tuned. */
@Command(
        name = "suites",
        mixinStandardHelpOptions = true,
        description = "Lists the built-in suites, or the layers of one.")
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
        if (suite == null) {
            TextTable table = new TextTable("suite", "layers");
            Suites.names()
                    .forEach(name ->
                            table.row(name, Integer.toString(Suites.find(name).layers().size())));
            table.lines().forEach(out::println);
        } else {
            layers(Suites.find(suite)).lines().forEach(out::println);
        }
        out.flush();
        return 0;
    }

    private static TextTable layers(Suite suite) {
        TextTable table = new TextTable("layer", "workload", "count");
        for (Layer layer : suite.layers()) {
            table.row(layer.name(), layer.workload().toString(), Integer.toString(layer.count()));
        }
        return table;
    }
}
