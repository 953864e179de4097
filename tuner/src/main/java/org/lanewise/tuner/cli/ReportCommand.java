package org.lanewise.tuner.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.BestConfig;
import org.lanewise.db.TuningDatabase;
import org.lanewise.reports.ReportModels;
import org.lanewise.reports.TuningReport;
import org.lanewise.tuner.suites.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Suite suite = suites.suite();
        Path report = data.reportFile(suite, suites.cache());
        CommandSpec command = Objects.requireNonNull(spec);
        try (TuningDatabase database = data.read()) {
            BestConfig best = machines.result(database, suites, command);
            TuningReport.write(report, ReportModels.from(database, best));
        }
        command.commandLine().getOut().println(report);
        return 0;
    }
}
