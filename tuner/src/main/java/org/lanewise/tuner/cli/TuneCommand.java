package org.lanewise.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.CacheState;
import org.lanewise.db.Asked;
import org.lanewise.db.TuningDatabase;
import org.lanewise.reports.page.ReportModels;
import org.lanewise.reports.page.TuningReport;
import org.lanewise.tuner.session.Budget;
import org.lanewise.tuner.session.Stop;
import org.lanewise.tuner.session.TuningPlan;
import org.lanewise.tuner.session.TuningResult;
import org.lanewise.tuner.session.TuningSession;
import org.lanewise.tuner.suites.Suite;
import org.lanewise.workload.Workload;
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
                "Searches the fastest kernel for each layer; a run that was stopped goes on where it was.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            " 0:all layers are tuned and confirmed",
            " 1:nothing could be tuned",
            " 2:the command was misspelt",
            " 3:partly: some layers are not tuned, or not confirmed",
            "130:stopped; the best so far is stored and marked unconfirmed"
        })
final class TuneCommand implements Callable<Integer> {
    /** Writing the report takes about as long. */
    private static final Duration REPORT = Duration.ofMillis(1_500);

    @Mixin private SuiteOptions suites = new SuiteOptions();

    @Mixin private DataOptions data = new DataOptions();

    @Option(
            names = "--budget",
            paramLabel = "BUDGET",
            description =
                    "Time for the whole run (90s, 10m, 2h), trials for each layer (64; layers with more"
                            + " to gain get more), or both (10m,64, the default).")
    private String budget = Budget.DEFAULT;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description =
                    "Searches a layer no further after N rounds of 16 trials that gained less than 1%%.")
    private @Nullable String patience;

    @Option(
            names = "--near-peak",
            paramLabel = "SHARE",
            description =
                    "Searches a layer no further once it runs at this share of the FMA peak, such as 90%%.")
    private @Nullable String nearPeak;

    @Option(
            names = "--ablation",
            description =
                    "In the end times what differs from each winner in one knob, in turns with it, for the report; a fifth of the"
                            + " time is kept for it, and what the search leaves. Hot caches only.")
    private boolean ablation;

    @Option(
            names = "--watch",
            description =
                    "Serves the report while the run goes on, to browsers of this machine; an open page looks every 15 s, and"
                            + " each look takes a moment from measuring.")
    private boolean watch;

    @Mixin private SearchOptions search = new SearchOptions();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        TuningPlan asked = plan();
        Suite whole = asked.suite();
        Path config =
                OutputFiles.requireWritable(data.configFile(whole, asked.cache()), "--out or --db");
        Path report =
                OutputFiles.requireWritable(data.reportFile(whole, asked.cache()), "--out or --db");
        StopOnSignal signal = new StopOnSignal();
        try (TuningDatabase database = data.open()) {
            // Making a database takes a busy machine seconds.
            TuningPlan plan = asked.lessTime(Duration.ofNanos(System.nanoTime() - begun));
            TuningResult result =
                    watch ? watched(plan, database, config) : tune(plan, database, config);
            if (result.best().isPresent()) {
                TuningReport.write(
                        report, ReportModels.from(database, result.best().get(), suites.counts()));
            }
            return print(
                    result, config, report, Objects.requireNonNull(spec).commandLine().getOut());
        } finally {
            signal.released();
        }
    }

    private TuningResult watched(TuningPlan plan, TuningDatabase database, Path config)
            throws IOException, InterruptedException {
        Map<Workload, Integer> counts = suites.counts();
        try (WatchServer server =
                WatchServer.start(
                        best -> TuningReport.html(ReportModels.beside(database, best, counts)))) {
            PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
            err.println("Watch it at " + server.address());
            err.flush();
            return tune(
                    plan,
                    database,
                    best -> {
                        write(config, best);
                        server.show(best);
                    });
        }
    }

    /** The best-configuration file is written with each layer, so that a stopped run leaves one. */
    private static TuningResult tune(TuningPlan plan, TuningDatabase database, Path config)
            throws InterruptedException {
        return tune(plan, database, best -> write(config, best));
    }

    private static TuningResult tune(
            TuningPlan plan, TuningDatabase database, Consumer<BestConfig> stored)
            throws InterruptedException {
        try (TerminalProgress progress = TerminalProgress.start(plan.shapes().size())) {
            return new TuningSession(plan, database, progress, stored).run();
        }
    }

    private static void write(Path config, BestConfig best) {
        try {
            BestConfigFile.write(config, best);
        } catch (IOException full) {
            throw new UserError(
                    "The result cannot be written to "
                            + config
                            + ": "
                            + full.getMessage()
                            + "; the database holds it.",
                    full);
        }
    }

    private int print(TuningResult result, Path config, Path report, PrintWriter out) {
        result.best().ifPresent(best -> ResultTable.lines(best).forEach(out::println));
        List<String> problems = ResultTable.problems(result);
        if (!problems.isEmpty()) {
            out.println();
            problems.forEach(out::println);
        }
        out.println();
        result.best().ifPresent(best -> out.println(ResultTable.summary(best)));
        ResultTable.rate(result.rate()).forEach(out::println);
        ResultTable.end(result).forEach(out::println);
        out.println("Database:           " + data.databaseName());
        if (result.best().isPresent()) {
            out.println("Best configuration: " + config);
            out.println("Report:             " + report);
        }
        return exit(result);
    }

    private static int exit(TuningResult result) {
        if (result.best().isEmpty()) {
            return Main.FAILED;
        }
        return result.problems().isEmpty() ? 0 : Main.PARTLY;
    }

    private TuningPlan plan() {
        Budget limits = budget();
        TuningPlan plan =
                new TuningPlan(
                                suites.whole(),
                                suites.layers(),
                                suites.cache(),
                                limits.less(REPORT),
                                search.strategy(),
                                search.seed())
                        .askedFor(new Asked(Typed.words(spec), budget));
        Budget tuning = ablation ? limits.share(1 - TuningPlan.ABLATION_SHARE) : limits;
        tuning.objection(plan.shapes().size(), plan.cache())
                .ifPresent(sentence -> {
                    throw new UserError(sentence);
                });
        return ablation ? explained(plan) : plan;
    }

    private static TuningPlan explained(TuningPlan plan) {
        if (plan.cache() == CacheState.COLD) {
            throw new UserError(
                    "--ablation times kernels in turns with hot caches; leave it or --cache cold out.");
        }
        return plan.withAblation();
    }

    private Budget budget() {
        try {
            Budget limits = Budget.parse(budget);
            List<Stop> stops = new ArrayList<>();
            if (patience != null) {
                stops.add(Stop.Patience.parse(patience));
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
