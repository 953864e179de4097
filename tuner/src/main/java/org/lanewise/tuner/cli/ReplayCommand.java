package org.lanewise.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lanewise.tuner.replay.Replay;
import org.lanewise.tuner.tables.RecordedTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanewise replay}: one search on recorded measurements instead of the machine. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Runs one search against recorded measurements instead of the machine and prints each"
                        + " improvement.")
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TABLE", description = "A file that lanewise record wrote.")
    private Path file = Path.of("");

    @Mixin private SearchOptions search = new SearchOptions();

    @Option(
            names = "--budget",
            paramLabel = "TRIALS",
            description = "Schedules to evaluate (default: ${DEFAULT-VALUE}).")
    private int budget = 64;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (budget < 1) {
            throw new UserError("A search needs at least one trial; use a larger --budget.");
        }
        RecordedTable table = TableOptions.read(file);
        Replay replay = new Replay(table, search.strategy(), search.seed());
        StopOnSignal signal = new StopOnSignal("Stopped.");
        try (StepProgress progress =
                new StepProgress(
                        "searching", Objects.requireNonNull(spec).commandLine().getErr())) {
            while (replay.round(budget)) {
                progress.reached(replay.evaluations(), budget);
            }
        } finally {
            signal.released();
        }
        print(table, replay, out);
        return 0;
    }

    private void print(RecordedTable table, Replay replay, PrintWriter out) {
        TextTable lines = new TextTable("trial", "schedule", "GFLOP/s", "of best");
        double flops = table.header().workload().flops();
        for (Replay.Improvement improvement : replay.improvements()) {
            lines.row(
                    Integer.toString(improvement.evaluation()),
                    table.space().schedule(improvement.point()).toString(),
                    String.format(Locale.ROOT, "%.1f", flops / improvement.cost()),
                    String.format(Locale.ROOT, "%.1f%%", 100 * table.best() / improvement.cost()));
        }
        out.println(
                table.name()
                        + ": "
                        + table.header().workload()
                        + ", "
                        + table.size()
                        + " schedules; "
                        + search.strategy().name()
                        + ", seed "
                        + search.seed()
                        + ", "
                        + replay.evaluations()
                        + " trials");
        lines.lines().forEach(out::println);
        out.flush();
    }
}
