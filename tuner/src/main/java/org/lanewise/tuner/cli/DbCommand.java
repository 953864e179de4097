package org.lanewise.tuner.cli;

import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.lanewise.db.Fact;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.lines.FactCheck;
import org.lanewise.db.lines.FactLines;
import org.lanewise.db.sql.Databases;
import org.lanewise.reports.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanewise db}: what a tuning database holds, in and out of it. */
@Command(
        name = "db",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Merges, exports and looks after tuning databases.")
final class DbCommand implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    /** Without a command of its own it says which there are. */
    @Override
    public void run() {
        throw new UserError(
                "Say what to do with the database: "
                        + String.join(
                                ", ",
                                Objects.requireNonNull(spec).subcommands().keySet().stream()
                                        .sorted()
                                        .toList())
                        + ".");
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description =
                    "Writes all trials, results and limits as lines of JSON, which import reads;"
                            + " or the screenings in the formats of other auto-tuners.")
    int export(
            @Mixin DatabaseOption data,
            @Option(
                            names = "--t4",
                            description =
                                    "Write search spaces (T1) and their results (T4) instead, a pair of files for each"
                                            + " machine and workload; FILE is then a folder.")
                    boolean t4,
            @Parameters(
                            paramLabel = "FILE",
                            description =
                                    "The file to write; compressed if it ends in .gz; - for the output.")
                    Path file)
            throws IOException {
        if (t4) {
            try (TuningDatabase database = data.read()) {
                new DbT4(database, folder(file), out()).write();
            }
            return 0;
        }
        AtomicInteger facts = new AtomicInteger();
        try (TuningDatabase database = data.read();
                Writer lines = writer(file)) {
            FactLines.write(
                    database.history(),
                    line -> {
                        try {
                            lines.write(line);
                            lines.write('\n');
                        } catch (IOException full) {
                            throw new UncheckedIOException(full);
                        }
                        facts.incrementAndGet();
                    });
        } catch (UncheckedIOException full) {
            throw Objects.requireNonNull(full.getCause());
        }
        if (!isOutput(file)) {
            out().println(file + ": " + Format.count(facts.get(), "line"));
        }
        return 0;
    }

    private static Path folder(Path file) {
        if (isOutput(file) || Files.isRegularFile(file)) {
            throw new UserError(
                    "Files in these formats come in pairs; name a folder for them instead of "
                            + file
                            + ".");
        }
        return file;
    }

    private static boolean isOutput(Path file) {
        return file.toString().equals("-");
    }

    private Writer writer(Path file) throws IOException {
        if (isOutput(file)) {
            return out();
        }
        if (file.toString().endsWith(".mv.db")) {
            throw new UserError(
                    "An export is no database; name a file that does not end in .mv.db, such as history.jsonl.gz.");
        }
        OutputStream out = Files.newOutputStream(OutputFiles.requireWritable(file, "FILE"));
        return new BufferedWriter(
                new OutputStreamWriter(
                        isCompressed(file) ? new GZIPOutputStream(out) : out,
                        StandardCharsets.UTF_8));
    }

    private static boolean isCompressed(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Adds what exported files hold to the database. Lines that are not right are named and left out.",
                "Ends with 0, or with 3 where lines were left out."
            })
    int importLines(
            @Mixin DatabaseOption data,
            @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files to read.")
                    List<Path> files)
            throws IOException {
        Sum sum = new Sum();
        for (Path file : files) {
            // The database last: none is made for what cannot be read.
            try (Reader text = reader(file);
                    TuningDatabase database = data.open()) {
                sum.add(file, FactLines.read(text, database.history(), told(file)));
            } catch (ZipException | EOFException damaged) {
                throw new UserError(
                        "The file "
                                + file
                                + " is not whole or not compressed; export it once more.",
                        damaged);
            }
        }
        return sum.exit();
    }

    private static Reader reader(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return new InputStreamReader(
                    isCompressed(file) ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8);
        } catch (IOException notCompressed) {
            in.close();
            throw notCompressed;
        }
    }

    private Consumer<String> told(Path file) {
        return sentence -> err().println(file + ": " + sentence);
    }

    /** What came of several files. */
    private final class Sum {
        private int refused;

        void add(Path file, FactLines.Imported came) {
            refused += came.refused();
            out().println(
                            file
                                    + ": "
                                    + Format.count(came.news(), "new record")
                                    + ", "
                                    + came.known()
                                    + " known before, "
                                    + came.refused()
                                    + " refused");
        }

        int exit() {
            return refused == 0 ? 0 : Main.PARTLY;
        }
    }

    @Command(
            name = "merge",
            mixinStandardHelpOptions = true,
            description = "Adds what other databases hold to the database. They stay as they are.")
    int merge(
            @Mixin DatabaseOption data,
            @Parameters(arity = "1..*", paramLabel = "DB", description = "The other databases.")
                    List<Path> others)
            throws IOException {
        Sum sum = new Sum();
        for (Path other : others) {
            if (!data.isServer()) {
                requireAnother(other, data.file());
            }
            // The database last, as above.
            try (TuningDatabase from = Databases.read(other);
                    TuningDatabase database = data.open()) {
                sum.add(other, FactLines.merge(from.history(), database.history(), told(other)));
            }
        }
        return sum.exit();
    }

    /** A file that a process opens twice loses its locks when it is closed once. */
    private static void requireAnother(Path other, Path database) throws IOException {
        Path file = Databases.file(other);
        if (Files.exists(file) && Files.exists(database) && Files.isSameFile(file, database)) {
            throw new UserError(
                    "The database " + file + " cannot be merged with itself; name others.");
        }
    }

    @Command(
            name = "stats",
            mixinStandardHelpOptions = true,
            description = "Says what the database holds, machine by machine.")
    int stats(@Mixin DatabaseOption data) {
        DbStats stats = new DbStats();
        try (TuningDatabase database = data.read()) {
            database.history().read(stats::add);
        }
        stats.lines().forEach(out()::println);
        return 0;
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Reads everything that the database holds, and names what is not right.")
    int check(@Mixin DatabaseOption data) {
        AtomicInteger right = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        FactCheck check = new FactCheck();
        try (TuningDatabase database = data.read()) {
            database.history()
                    .check(
                            fact ->
                                    check.objection(fact)
                                            .ifPresentOrElse(
                                                    objection -> {
                                                        wrong.incrementAndGet();
                                                        out().println(name(fact) + objection);
                                                    },
                                                    right::incrementAndGet),
                            sentence -> {
                                wrong.incrementAndGet();
                                out().println(sentence);
                            });
        }
        out().println(
                        data.name()
                                + ": "
                                + Format.count(right.get(), "right record")
                                + ", "
                                + wrong
                                + " that cannot be used");
        return wrong.get() == 0 ? 0 : Main.FAILED;
    }

    private static String name(Fact fact) {
        return switch (fact) {
            case Fact.OfTrial trial -> "Trial " + trial.id() + ": ";
            case Fact.OfResult result -> "The result of " + result.best().suite() + ": ";
            case Fact.OfLimits limits -> "The limits of " + limits.machine().cpu() + ": ";
            case Fact.OfPeers peers -> "The peers of " + peers.times().workload() + ": ";
            case Fact.OfRun run -> "What is known of run " + run.time().run() + ": ";
        };
    }

    @Command(
            name = "prune",
            mixinStandardHelpOptions = true,
            description =
                    "Removes trials of kernels that another version of the generator made, which no search uses any more.")
    int prune(@Mixin DatabaseOption data) {
        try (TuningDatabase database = data.openExisting()) {
            out().println(Format.count(database.history().prune(), "trial") + " removed");
        }
        return 0;
    }

    @Command(
            name = "compact",
            mixinStandardHelpOptions = true,
            description = "Makes the file as small as what it holds.")
    int compact(@Mixin DatabaseOption data) throws IOException {
        Path file = data.file();
        long before = Files.exists(file) ? Files.size(file) : 0;
        Databases.compact(file);
        out().printf(Locale.ROOT, "%s: %,d bytes, %,d before%n", file, Files.size(file), before);
        return 0;
    }

    @Command(
            name = "bench",
            mixinStandardHelpOptions = true,
            description =
                    "Times a made-up database of many trials in the temporary folder, 6 GB for a million; no database of yours is touched.")
    int bench(
            @Option(
                            names = "--trials",
                            paramLabel = "N",
                            description = "How many trials it holds (default: ${DEFAULT-VALUE}).",
                            defaultValue = "1000000")
                    int trials)
            throws IOException {
        if (trials < 1) {
            throw new UserError(
                    "A database of " + trials + " trials shows nothing; say at least 1.");
        }
        StopOnSignal signal = new StopOnSignal("Stopped.");
        try (StepProgress progress = new StepProgress("trials", err())) {
            new DbBench(trials, progress).run().forEach(out()::println);
        } finally {
            signal.released();
        }
        return 0;
    }
}
