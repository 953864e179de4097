package org.lanewise.tuner.cli;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanewise.files.WholeFile;
import org.lanewise.tuner.replay.Comparison;
import org.lanewise.tuner.search.Strategies;
import org.lanewise.tuner.search.Strategy;
import org.lanewise.tuner.tables.BuiltInTables;
import org.lanewise.tuner.tables.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise strategies}: compares the search strategies. */
@Command(
        name = "strategies",
        mixinStandardHelpOptions = true,
        description =
                "Runs every search strategy on recorded tables and prints how many evaluations it needs"
                        + " to come within 5%% of the best.")
@Json.Import({Comparison.Row.class})
final class StrategiesCommand implements Callable<Integer> {
    @Option(
            names = "--table",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Tables to use (default: those that come with Lanewise).")
    private List<Path> files = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Searches of each strategy on each table (default: ${DEFAULT-VALUE}).")
    private int seeds = 30;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            arity = "1..*",
            description = "Only these strategies (default: all).")
    private List<String> names = Strategies.names();

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the rows as JSON, too.")
    private @Nullable Path json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (seeds < 1) {
            throw new UserError("At least one seed is needed; use a larger --seeds.");
        }
        List<Strategy> strategies = names.stream().map(TableOptions::strategy).toList();
        List<Table> tables = tables();
        StopOnSignal signal = new StopOnSignal("Stopped.");
        try {
            List<Comparison.Row> rows = rows(tables, strategies);
            table(rows).lines().forEach(out::println);
            out.flush();
            if (json != null) {
                WholeFile.write(json, json(rows));
            }
        } finally {
            signal.released();
        }
        return 0;
    }

    private List<Table> tables() throws IOException {
        List<Table> tables = new ArrayList<>();
        for (Path file : files) {
            tables.add(TableOptions.readAny(file));
        }
        if (files.isEmpty()) {
            tables.addAll(BuiltInTables.all());
        }
        if (tables.isEmpty()) {
            throw new UserError(
                    "This Lanewise comes without recorded tables; make one with lanewise record and"
                            + " name it with --table.");
        }
        return tables;
    }

    private List<Comparison.Row> rows(List<Table> tables, List<Strategy> strategies)
            throws InterruptedException {
        int all = tables.size() * strategies.size() * seeds;
        AtomicInteger done = new AtomicInteger();
        List<Comparison.Row> rows = new ArrayList<>();
        try (StepProgress progress = StepProgress.of("searches")) {
            for (Table table : tables) {
                for (Strategy strategy : strategies) {
                    rows.add(
                            Comparison.run(
                                    table,
                                    strategy,
                                    seeds,
                                    more -> progress.reached(done.addAndGet(more), all)));
                }
            }
        }
        return rows;
    }

    /** One row a line. */
    private static String json(List<Comparison.Row> rows) {
        JsonType<Comparison.Row> type = Jsonb.builder().build().type(Comparison.Row.class);
        return rows.stream().map(type::toJson).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static TextTable table(List<Comparison.Row> rows) {
        TextTable table =
                new TextTable(
                        "table",
                        "strategy",
                        "seeds",
                        "median to 5%",
                        "p90 to 5%",
                        "best at 64",
                        "score");
        for (Comparison.Row row : rows) {
            table.row(
                    row.table(),
                    row.strategy(),
                    Integer.toString(row.seeds()),
                    Integer.toString(row.medianTo5Percent()),
                    Integer.toString(row.p90To5Percent()),
                    String.format(Locale.ROOT, "%.1f%%", 100 * row.bestAt64()),
                    String.format(Locale.ROOT, "%.3f", row.score()));
        }
        return table;
    }
}
