package org.lanewise.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.Machine;
import org.lanewise.db.Asked;
import org.lanewise.db.Outcome;
import org.lanewise.db.TuningDatabase;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.measure.MachineLock;
import org.lanewise.tuner.measure.Screening;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.tables.Slice;
import org.lanewise.tuner.tables.TableHeader;
import org.lanewise.tuner.tables.TableRecorder;
import org.lanewise.tuner.tables.exchange.Exchange;
import org.lanewise.workload.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise record}: makes the tables that strategies are compared on. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description =
                "Measures every schedule of a slice of a workload's space and writes a table of them;"
                        + " a recording that was stopped goes on where it was.")
final class RecordCommand implements Callable<Integer> {
    @Mixin private SuiteOptions suites = new SuiteOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.gz",
            required = true,
            description = "The table.")
    private Path file = Path.of("");

    @Option(
            names = "--fix",
            paramLabel = "SLICE",
            description =
                    "Values that some knobs keep, such as vectorBits=512,order=CHW,HCW,access=RAW;"
                            + " the others keep all of theirs.")
    private @Nullable String fix;

    @Option(
            names = "--points",
            paramLabel = "N",
            description =
                    "Most schedules (default: ${DEFAULT-VALUE}); where the slice holds more, values"
                            + " are taken away by lot.")
    private int points = 1500;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Seed of that lot and of the order of measuring (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--export",
            paramLabel = "FOLDER",
            description = "Writes the table as T1 and T4 files, too, for other tuners.")
    private @Nullable Path exchange;

    @Option(
            names = "--db",
            paramLabel = "FILE|URL",
            description =
                    "Keeps the trials in this database as well: reports of the layer then show what a search at random comes to.")
    private @Nullable String database;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        Workload workload = workload();
        if (Files.exists(file)) {
            throw new UserError("The file " + file + " exists already; choose another.");
        }
        StopOnSignal signal = new StopOnSignal();
        try (MachineLock _ = MachineTurn.take("record " + suites.text(), err);
                Screening screening = new Screening();
                @Nullable TuningDatabase kept =
                        database == null ? null : DatabaseOption.open(database);
                StepProgress progress = new StepProgress("recording", err)) {
            TableHeader header = header(workload, screening.machine());
            out.println("Recording " + workload + ", slice " + header.slice());
            out.flush();
            OutcomeTally tally = new OutcomeTally(screened(screening));
            new TableRecorder(
                            kept == null
                                    ? tally
                                    : KeptMeasurement.of(
                                            tally, kept, header, new Asked(Typed.words(spec), "")),
                            progress::reached)
                    .record(header, file);
            tally.lines().forEach(out::println);
        } finally {
            signal.released();
        }
        if (exchange != null) {
            out.println("Exported: " + Exchange.write(TableOptions.read(file), exchange));
        }
        out.println("Table: " + file + ", " + Files.size(file) + " bytes");
        out.flush();
        return 0;
    }

    private static TableRecorder.Measurement screened(Screening screening) {
        return new TableRecorder.Measurement() {
            @Override
            public Outcome of(LegalSchedule candidate) throws InterruptedException {
                return screening.measure(candidate, Request.Plan.RECORD);
            }

            @Override
            public void prepare(List<LegalSchedule> candidates) throws InterruptedException {
                screening.prepare(candidates);
            }
        };
    }

    private Workload workload() {
        if (suites.suite().layers().size() != 1) {
            throw new UserError(
                    "A table is of one layer but "
                            + suites.text()
                            + " has several; choose one with --layers.");
        }
        if (points < 2) {
            throw new UserError("A table needs at least 2 schedules; use a larger --points.");
        }
        Layer layer = suites.suite().layers().getFirst();
        return layer.workload();
    }

    private TableHeader header(Workload workload, Machine machine) {
        ScheduleSpace space = ScheduleSpace.of(workload, machine.target());
        ScheduleSpace wanted = fix == null ? space : Slice.parse(fix).in(space);
        return new TableHeader(workload, machine, Slice.within(wanted, points, seed), seed);
    }
}
