package org.lanewise.tuner.cli;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.lanewise.tuner.tables.RecordedTable;
import org.lanewise.tuner.tables.Table;
import org.lanewise.tuner.tables.WarmTable;
import org.lanewise.tuner.tables.exchange.Exchange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise strategies}: compares the search strategies. */
@Command(
        name = "strategies",
        mixinStandardHelpOptions = true,
        description =
                "Runs every search strategy on tables of measurements and prints how many evaluations it"
                        + " needs to come within 5%% of the best, and its published score: 0 is random"
                        + " search, 1 the best at once. Reads what lanewise record wrote, T4 files, with"
                        + " the T1.json beside them, and caches of Kernel Tuner.")
@Json.Import({Comparison.Row.class})
final class StrategiesCommand implements Callable<Integer> {
    private static final int RECORDED_SEEDS = 30;

    /** As many as the published scores are of. */
    private static final int PUBLISHED_SEEDS = 100;

    @Option(
            names = "--table",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Tables to use (default: those that come with Lanewise).")
    private List<Path> files = List.of();

    @Option(
            names = "--warm",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Tables of other machines: those with the same parameters teach the searches what"
                            + " to expect. A table teaches nothing to itself.")
    private List<Path> warm = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description =
                    "Searches of each strategy on each table (default: 30 on recorded tables, 100 on"
                            + " those of other tuners).")
    private @Nullable Integer seeds;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            arity = "1..*",
            description = "Only these strategies (default: all).")
    private List<String> names = Strategies.names();

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the rows as JSON, too.")
    private @Nullable Path json;

    @Option(
            names = "--export",
            paramLabel = "FOLDER",
            description =
                    "Writes the recorded tables as T1 and T4 files, for other tuners, and compares"
                            + " nothing.")
    private @Nullable Path export;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (seeds != null && seeds < 1) {
            throw new UserError("At least one seed is needed; use a larger --seeds.");
        }
        if (json != null) {
            OutputFiles.requireWritable(json, "--json");
        }
        List<Strategy> strategies = names.stream().map(TableOptions::strategy).toList();
        List<Table> tables = tables();
        if (export != null) {
            export(tables, export, out);
            return 0;
        }
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
        List<Table> others = read(warm);
        for (Table table : read(files)) {
            tables.add(WarmTable.of(table, others));
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

    private static List<Table> read(List<Path> files) throws IOException {
        List<Table> tables = new ArrayList<>();
        for (Path file : files) {
            tables.add(TableOptions.readAny(file));
        }
        return tables;
    }

    private static void export(List<Table> tables, Path folder, PrintWriter out)
            throws IOException {
        for (Table table : tables) {
            if (!(table instanceof RecordedTable recorded)) {
                throw new UserError(
                        table.name()
                                + " is another tuner's table already; only recorded tables are"
                                + " exported.");
            }
            out.println("Exported: " + Exchange.write(recorded, folder));
        }
        out.flush();
    }

    private int seeds(Table table) {
        if (seeds != null) {
            return seeds;
        }
        return table instanceof RecordedTable ? RECORDED_SEEDS : PUBLISHED_SEEDS;
    }

    private List<Comparison.Row> rows(List<Table> tables, List<Strategy> strategies)
            throws InterruptedException {
        int all = strategies.size() * tables.stream().mapToInt(this::seeds).sum();
        AtomicInteger done = new AtomicInteger();
        List<Comparison.Row> rows = new ArrayList<>();
        try (StepProgress progress =
                new StepProgress("searches", Objects.requireNonNull(spec).commandLine().getErr())) {
            for (Table table : tables) {
                for (Strategy strategy : strategies) {
                    rows.add(
                            Comparison.run(
                                    table,
                                    strategy,
                                    seeds(table),
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
        means(rows)
                .forEach((strategy, mean) ->
                        table.row(
                                "mean of all",
                                strategy,
                                "",
                                "",
                                "",
                                "",
                                String.format(Locale.ROOT, "%.3f", mean)));
        return table;
    }

    /** Of the scores, by strategy; where there is one table it is its own mean. */
    private static Map<String, Double> means(List<Comparison.Row> rows) {
        return rows.stream().map(Comparison.Row::table).distinct().count() < 2
                ? Map.of()
                : rows.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Comparison.Row::strategy,
                                        LinkedHashMap::new,
                                        Collectors.averagingDouble(Comparison.Row::score)));
    }
}
