package org.lanewise.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.BestConfig;
import org.lanewise.db.TuningDatabase;
import org.lanewise.reports.Json;
import org.lanewise.reports.MachineCode;
import org.lanewise.reports.index.Index;
import org.lanewise.reports.index.IndexReader;
import org.lanewise.reports.page.IndexPage;
import org.lanewise.reports.page.ReportModel;
import org.lanewise.reports.page.ReportModels;
import org.lanewise.reports.page.TuningReport;
import org.lanewise.workload.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lanewise report}: the HTML report once more. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes the HTML report of a suite's newest result from the database.")
final class ReportCommand implements Callable<Integer> {
    @Mixin private SuiteOptions suites = new SuiteOptions();

    @Mixin private DataOptions data = new DataOptions();

    @Mixin private MachineOptions machines = new MachineOptions();

    @Option(
            names = "--all",
            description =
                    "Instead of a suite: an index of all runs and machines of the database, what became slower or faster on top.")
    private boolean all;

    @Option(
            names = "--json",
            description = "Prints the report's numbers for programs, and writes no page.")
    private boolean json;

    @Option(
            names = "--machine-code",
            description =
                    "Runs each best kernel once more, which takes some seconds a layer, and shows the inner loop that C2"
                            + " made of it; on the machine of the result.")
    private boolean machineCode;

    @Option(names = "--open", description = "Opens the page in the desktop's browser.")
    private boolean open;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        if (all && suites.named()) {
            throw new ParameterException(
                    command.commandLine(), "--all is of all suites; leave SUITE out.");
        }
        if (all) {
            IdleOptions.refuse(
                    command,
                    "--all is of all suites and machines",
                    List.of(
                            "--layers",
                            "--layout",
                            "--cache",
                            "--input",
                            "--machine",
                            "--machine-code"));
        }
        if (json) {
            IdleOptions.refuse(
                    command,
                    "--json prints the numbers and writes no page",
                    List.of("--open", "--out"));
            out.print(Json.of(all ? index() : model(command)));
            out.flush();
            return 0;
        }
        Path page = all ? data.indexFile() : data.reportFile(suites.suite(), suites.cache());
        if (all) {
            IndexPage.write(page, index());
        } else {
            TuningReport.write(page, model(command));
        }
        out.println(page);
        if (open) {
            Browser.open(page);
        }
        return 0;
    }

    private static Map<Workload, MachineCode> code(BestConfig best, CommandSpec command)
            throws InterruptedException {
        StopOnSignal signal = new StopOnSignal("Stopped; nothing was written.");
        try {
            return WinnersCode.read(best, command.commandLine().getErr());
        } finally {
            signal.released();
        }
    }

    private Index index() {
        try (TuningDatabase database = data.read()) {
            return IndexReader.read(database);
        }
    }

    private ReportModel model(CommandSpec command) throws InterruptedException {
        return machines.result(
                data,
                suites,
                command,
                (database, best) ->
                        machineCode
                                ? ReportModels.from(
                                        database, best, suites.counts(), code(best, command))
                                : ReportModels.from(database, best, suites.counts()));
    }
}
