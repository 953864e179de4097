package org.lanewise.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lanewise.files.WholeFile;
import org.lanewise.reports.Format;
import org.lanewise.reports.Json;
import org.lanewise.reports.compare.Comparison;
import org.lanewise.reports.page.ComparisonPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanewise compare}: what is faster in one of two results. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Compares two results layer by layer, with intervals of the difference that are corrected for the number of layers.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            " 0:compared",
            " 1:there was nothing to compare",
            " 2:the command was misspelt",
            " 4:a layer is slower than --fail-on-regression allows"
        })
final class CompareCommand implements Callable<Integer> {
    static final int REGRESSED = 4;

    @Parameters(
            index = "0",
            paramLabel = "A",
            description =
                    "A database, a file or a jdbc:postgresql URL (its newest results), or a best-configuration file (.json). Of a database with several"
                            + " machines FILE@WORDS means those whose description has these words, such as tuning.mv.db@avx2.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "B", description = "What is compared with it, likewise.")
    private String after = "";

    @Option(
            names = "--suite",
            paramLabel = "NAME",
            description = "Only results of this suite (default: all layers that both have).")
    private @Nullable String suite;

    @Option(
            names = "--fail-on-regression",
            paramLabel = "SHARE",
            description =
                    "Ends with status 4 where a layer of B is known to be slower, and takes longer by this share or more"
                            + " at the medians, such as 5%%.")
    private @Nullable String allowed;

    @Option(names = "--html", paramLabel = "FILE", description = "Writes a page of it.")
    private @Nullable Path page;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Writes the same numbers for programs.")
    private @Nullable Path json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        double share = allowed == null ? Double.POSITIVE_INFINITY : share(allowed);
        if (page != null) {
            OutputFiles.requireWritable(page, "--html");
        }
        if (json != null) {
            OutputFiles.requireWritable(json, "--json");
        }
        Comparison comparison =
                Comparison.of(Operand.read(before, suite), Operand.read(after, suite));
        if (comparison.rows().isEmpty()) {
            throw new UserError(
                    before + " and " + after + " have no layer in common, so nothing is compared.");
        }
        print(comparison, out);
        if (page != null) {
            ComparisonPage.write(page, comparison);
        }
        if (json != null) {
            WholeFile.write(json, Json.of(comparison));
        }
        return judge(comparison.regressions(share), out);
    }

    private static double share(String text) {
        if (!text.matches("\\d{1,4}(\\.\\d{1,4})?%")) {
            throw new UserError(
                    "'"
                            + text
                            + "' is no share that a layer may be slower by; write one such as 5%.");
        }
        return Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
    }

    private static void print(Comparison comparison, PrintWriter out) {
        TextTable table =
                new TextTable("layer", "A", "B", "times as fast", "interval", "verdict on B");
        for (Comparison.Row row : comparison.rows()) {
            table.row(
                    row.layer(),
                    Format.time(row.beforeTime().medianNs()),
                    Format.time(row.afterTime().medianNs()),
                    String.format(Locale.ROOT, "%.2fx", row.ratio()),
                    row.difference().map(Format::interval).orElse(""),
                    row.verdict());
        }
        table.lines().forEach(out::println);
        out.println();
        missing(comparison.before(), comparison.onlyBefore(), out);
        missing(comparison.after(), comparison.onlyAfter(), out);
        out.printf(
                Locale.ROOT,
                "B is %.2fx as fast as A in the geometric mean of %s.%n",
                comparison.mean().orElseThrow(),
                Format.count(comparison.rows().size(), "layer"));
    }

    private static void missing(String name, List<String> layers, PrintWriter out) {
        if (!layers.isEmpty()) {
            out.println("Only " + name + " has: " + String.join(", ", layers) + ".");
        }
    }

    private int judge(List<Comparison.Row> regressions, PrintWriter out) {
        regressions.forEach(row ->
                out.printf(
                        Locale.ROOT,
                        "Regression: %s takes %.2fx as long as before.%n",
                        row.layer(),
                        1 / row.ratio()));
        out.flush();
        return regressions.isEmpty() ? 0 : REGRESSED;
    }
}
