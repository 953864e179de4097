package org.lanewise.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.Machine;
import org.lanewise.db.TuningDatabase;
import org.lanewise.reports.ReportModels;
import org.lanewise.reports.TuningReport;
import org.lanewise.tuner.session.Budget;
import org.lanewise.tuner.session.Stop;
import org.lanewise.tuner.session.TuningPlan;
import org.lanewise.tuner.session.TuningSession;
import org.lanewise.tuner.suites.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise tune}: the main job. */
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        description =
                "Searches the fastest kernel for each layer; a run that was stopped goes on where it was.")
final class TuneCommand implements Callable<Integer> {
    @Mixin private SuiteOptions suites = new SuiteOptions();

    @Mixin private DataOptions data = new DataOptions();

    @Option(
            names = "--budget",
            paramLabel = "BUDGET",
            description =
                    "Time for the whole run (90s, 10m, 2h), trials for each layer (64; layers with more"
                            + " to gain get more), or both (10m,64, the default).")
    private @Nullable String budget;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description =
                    "Searches a layer no further after N rounds of 16 trials that gained less than 1%%.")
    private @Nullable Integer patience;

    @Option(
            names = "--near-peak",
            paramLabel = "SHARE",
            description =
                    "Searches a layer no further once it runs at this share of the FMA peak, such as 90%%.")
    private @Nullable String nearPeak;

    @Mixin private SearchOptions search = new SearchOptions();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Suite suite = suites.suite();
        TuningPlan plan =
                new TuningPlan(suite, suites.cache(), budget(), search.strategy(), search.seed());
        Path config = OutputFiles.requireWritable(data.configFile(suite, suites.cache()), "--out");
        Path report = OutputFiles.requireWritable(data.reportFile(suite, suites.cache()), "--out");
        StopOnSignal signal = new StopOnSignal();
        try (TuningDatabase database = data.open()) {
            strangers(database, suite);
            TuningSession session;
            BestConfig best;
            try (TerminalProgress progress = TerminalProgress.start(plan.suite())) {
                session = new TuningSession(plan, database, progress);
                best = session.run();
            }
            BestConfigFile.write(config, best);
            TuningReport.write(report, ReportModels.from(database, best));
            ResultTable.lines(best).forEach(out::println);
            out.println();
            out.println(ResultTable.summary(best));
            out.println(ResultTable.rate(session.rate()));
            out.println("Database:           " + data.databaseFile());
            out.println("Best configuration: " + config);
            out.println("Report:             " + report);
        } finally {
            signal.released();
        }
        return 0;
    }

    /** Trials of another machine are not used, which must not go without a word. */
    private void strangers(TuningDatabase database, Suite suite) throws InterruptedException {
        List<Machine> known =
                suite.layers().stream()
                        .flatMap(layer -> database.machines(layer.workload()).stream())
                        .distinct()
                        .toList();
        if (known.isEmpty()) {
            return;
        }
        MachineOptions.here()
                .filter(here -> !known.contains(here))
                .ifPresent(here ->
                        Objects.requireNonNull(spec)
                                .commandLine()
                                .getErr()
                                .println(
                                        "The trials in the database were measured elsewhere ("
                                                + MachineWords.differences(known.getFirst(), here)
                                                + "), so this run begins anew."));
    }

    private Budget budget() {
        try {
            Budget limits = budget == null ? Budget.DEFAULT : Budget.parse(budget);
            List<Stop> stops = new ArrayList<>();
            if (patience != null) {
                stops.add(new Stop.Patience(patience));
            }
            if (nearPeak != null) {
                stops.add(Stop.NearPeak.parse(nearPeak));
            }
            return limits.stoppingAt(stops);
        } catch (IllegalArgumentException malformed) {
            throw new UserError(String.valueOf(malformed.getMessage()), malformed);
        }
    }
}
