package org.lanewise.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.BestConfig;
import org.lanewise.db.TuningDatabase;
import org.lanewise.files.WholeFile;
import org.lanewise.reports.page.ReportModel;
import org.lanewise.reports.page.ReportModels;
import org.lanewise.reports.results.ResultsPage;
import org.lanewise.tuner.suites.Suites;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise results}: what a machine's tunes came to, for a repository. */
@Command(
        name = "results",
        mixinStandardHelpOptions = true,
        description =
                "Writes all stored results of a machine as a page of Markdown: layers, speed-ups with their intervals, shares of"
                        + " peak and roofline, other libraries where they were measured, and the commands that repeat it.")
final class ResultsCommand implements Callable<Integer> {
    @Mixin private DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--machine",
            paramLabel = "WORDS",
            description =
                    "The machine whose description has these words, such as avx2; needed where the database holds results of several.")
    private String words = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.md",
            description = "The page (default: it is printed).")
    private @Nullable Path file;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (file == null) {
            out.print(page());
        } else {
            WholeFile.write(OutputFiles.requireWritable(file, "--output"), page());
            out.println(file);
        }
        out.flush();
        return 0;
    }

    private String page() {
        try (TuningDatabase open = database.read()) {
            List<ReportModel> results =
                    results(open).stream()
                            .map(best -> ReportModels.from(open, best, counts(best)))
                            .toList();
            return ResultsPage.of(results);
        }
    }

    /** In an order that another tune does not change. */
    private List<BestConfig> results(TuningDatabase open) {
        List<BestConfig> results =
                open.allBest().stream()
                        .filter(best -> MachineWords.describe(best.machine(), words))
                        .sorted(
                                Comparator.comparing(BestConfig::suite)
                                        .thenComparing(BestConfig::layoutText)
                                        .thenComparing(BestConfig::cache))
                        .toList();
        List<String> machines = MachineWords.ofAll(results);
        if (machines.isEmpty()) {
            throw new UserError(
                    database.name()
                            + " holds no such result that may be used; 'lanewise db stats' lists what it holds.");
        }
        if (machines.size() > 1) {
            throw new UserError(
                    database.name()
                            + " holds results of several machines; choose one with --machine: "
                            + String.join("; ", machines)
                            + ".");
        }
        return results;
    }

    /** Of a suite that is not built in nothing tells how often the network runs each layer. */
    private static Map<Workload, Integer> counts(BestConfig best) {
        return Suites.names().contains(best.suite()) && !best.layoutText().equals(Layout.MIXED)
                ? Suites.find(best.suite(), Layout.parse(best.layoutText())).counts()
                : Map.of();
    }
}
