package org.lanewise.reports.results;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lanewise.config.Machine;
import org.lanewise.reports.Format;
import org.lanewise.reports.page.ReportModel;
import org.lanewise.reports.panels.Layers;
import org.lanewise.reports.panels.Peers;
import org.lanewise.reports.panels.Repeat;
import org.lanewise.reports.panels.Roofline;
import org.lanewise.reports.panels.Verdict;
import org.lanewise.reports.peers.Standings;
import org.lanewise.workload.Layout;

/** Writes what a machine's tunes came to as a page of Markdown. */
public final class ResultsPage {
    private ResultsPage() {}

    /**
     * The page. Equal models give equal pages.
     *
     * @param results of one machine, in the order of the page
     * @throws IllegalArgumentException if there is none
     */
    public static String of(List<ReportModel> results) {
        if (results.isEmpty()) {
            throw new IllegalArgumentException("There is no result.");
        }
        return Stream.concat(
                        Stream.of(heading(results.getFirst())),
                        results.stream().map(ResultsPage::section))
                .collect(Collectors.joining("\n"));
    }

    private static String heading(ReportModel any) {
        Machine machine = any.machine();
        MarkdownTable facts = new MarkdownTable("machine", "");
        facts.row("processor", machine.cpu());
        facts.row(
                "instruction set",
                machine.isa() + ", vectors of " + machine.vectorBits() + " bits");
        facts.row("processors of the JVM", String.valueOf(machine.cores()));
        facts.row("operating system", machine.os());
        facts.row("JVM", machine.jdk());
        facts.row(
                "JVM flags",
                machine.jvmFlags().isEmpty() ? "none" : String.join(" ", machine.jvmFlags()));
        return String.format(
                Locale.ROOT,
                """
                # Results on %s

                `lanewise results` writes this page from a database. One thread; times are medians of fresh JVMs, and the numbers behind a gain are the 95%% interval
                of the difference, corrected for the number of rows.

                %s
                %s
                """,
                machine.cpu(),
                facts,
                any.panel(Roofline.class).ceilings());
    }

    private static String section(ReportModel result) {
        Verdict verdict = result.panel(Verdict.class);
        return "## "
                + title(result)
                + "\n\n"
                + commands(result)
                + "\n"
                + measured(result)
                + "\n\n"
                + layers(result.panel(Layers.class))
                + "\n"
                + total(verdict)
                + "\n"
                + peers(result.panel(Peers.class));
    }

    /** The suite of one workload is named like it, layout and all. */
    private static String title(ReportModel result) {
        String layout =
                Layout.textOf(result.panel(Layers.class).rows().stream().map(Layers.Row::workload));
        return (result.suite().endsWith(layout) ? result.suite() : result.suite() + ", " + layout)
                + ", caches "
                + result.cache().text();
    }

    private static String commands(ReportModel result) {
        return result.panel(Repeat.class).commands().stream()
                .map(command -> "    " + command + "\n")
                .collect(Collectors.joining());
    }

    private static String measured(ReportModel result) {
        String when =
                result.newestTrial()
                        .map(newest -> "Newest trial " + Format.date(newest) + ", ")
                        .orElse("");
        String generators =
                result.panel(Repeat.class).generators().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "));
        return when
                + Format.count(result.panel(Verdict.class).trials(), "trial")
                + (generators.isEmpty() ? "." : ", version " + generators + " of the generator.");
    }

    private static String layers(Layers layers) {
        MarkdownTable table =
                new MarkdownTable(
                        "layer",
                        "workload",
                        "runs",
                        "default",
                        "best",
                        "best schedule",
                        "times as fast",
                        "GFLOP/s",
                        "of peak",
                        "of roofline",
                        "in application");
        for (Layers.Row row : layers.rows()) {
            table.row(
                    row.layer(),
                    row.workload().toString(),
                    String.valueOf(row.count()),
                    Format.time(row.defaultSchedule().time().medianNs()),
                    Format.time(row.best().time().medianNs())
                            + (row.evidence().confirmed() ? "" : ", unconfirmed"),
                    "`" + row.best().schedule() + "`",
                    row.keepsDefault()
                            ? "the default is best"
                            : Format.gain(row.speedup(), row.difference()),
                    Format.number(row.best().speed().point()),
                    Format.percent(row.best().peakShare()),
                    Format.percent(row.rooflineShare()),
                    Format.percent(row.evidence().applicationRatio()));
        }
        return table.toString();
    }

    private static String total(Verdict verdict) {
        return "All layers"
                + (verdict.counted() ? ", each as often as the network runs it" : "")
                + ": "
                + Format.time(verdict.beforeNs())
                + " by default, "
                + Format.time(verdict.afterNs())
                + " at best, "
                + Format.gain(verdict.ratio(), verdict.network())
                + " as fast."
                + mean(verdict.meanSpeedup())
                + "\n";
    }

    private static String mean(OptionalDouble speedup) {
        return speedup.isPresent()
                ? " Geometric mean of the speed-ups: " + Format.times(speedup.getAsDouble()) + "."
                : "";
    }

    private static String peers(Peers peers) {
        if (peers.rows().isEmpty()) {
            return "";
        }
        MarkdownTable table =
                new MarkdownTable(
                        "layer",
                        "contender",
                        "implementation",
                        "its time",
                        "Lanewise",
                        "times as fast");
        for (Standings.Row row : peers.rows()) {
            table.row(
                    row.layer(),
                    row.contender() + (row.sameLayout() ? "" : " (its own layout)"),
                    row.implementation(),
                    Format.time(row.medianNs()),
                    Format.time(row.lanewiseNs()),
                    Format.gain(row.ratio(), row.difference()));
        }
        return "Beside others, in turns, means of the rounds (`"
                + peers.command()
                + "`): "
                + peers.totals().stream()
                        .map(Standings.Total::words)
                        .collect(Collectors.joining("; "))
                + ".\n\n"
                + table;
    }
}
