package org.lanewise.tuner.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise best}: what the database knows to be best. */
@Command(
        name = "best",
        mixinStandardHelpOptions = true,
        description = "Prints the newest result of a suite from the database.")
final class BestCommand implements Callable<Integer> {
    @Mixin private SuiteOptions suites = new SuiteOptions();

    @Mixin private DataOptions data = new DataOptions();

    @Mixin private MachineOptions machines = new MachineOptions();

    @Option(names = "--json", description = "Print the best-configuration file instead of a table.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        BestConfig best = machines.result(data, suites, command);
        if (json) {
            out.print(BestConfigFile.print(best));
        } else {
            ResultTable.lines(best).forEach(out::println);
            out.println();
            out.println(ResultTable.summary(best));
        }
        out.flush();
        return 0;
    }
}
