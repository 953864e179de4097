package org.lanewise.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.lanewise.LanewiseException;
import org.lanewise.db.DatabaseException;
import org.lanewise.target.InvalidTargetException;
import org.lanewise.target.Target;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.models.graph.ModelException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code lanewise}. */
@Command(
        name = "lanewise",
        description = "Finds the fastest Java kernels for depthwise convolutions on this machine.",
        mixinStandardHelpOptions = true,
        version = "lanewise 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TuneCommand.class,
            BestCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            ResultsCommand.class,
            ExportCommand.class,
            CheckCommand.class,
            PeersCommand.class,
            VerifyCommand.class,
            TimeCommand.class,
            ShowCommand.class,
            LayersCommand.class,
            SuitesCommand.class,
            StrategiesCommand.class,
            ReplayCommand.class,
            RecordCommand.class,
            LearnCommand.class,
            SubmitCommand.class,
            WorkerCommand.class,
            JobsCommand.class,
            DbCommand.class,
            DoctorCommand.class
        })
public final class Main {
    static final int FAILED = 1;
    static final int PARTLY = 3;
    private static final int STOPPED = 130;

    @Option(
            names = "--verbose",
            description = "Show the technical cause of an error.",
            scope = ScopeType.INHERIT)
    private boolean verbose;

    private Main() {}

    /**
     * Runs one command and ends the JVM: 0 done, 1 failed with a sentence on standard error, 2
     * misused, 3 done in part, 130 interrupted, 141 left by who reads its output.
     *
     * @param args what the user typed
     */
    public static void main(String[] args) {
        System.exit(process(args));
    }

    /** Runs one command on the streams of the process, in no locale; gives the exit code. */
    static int process(String... args) {
        // Libraries, too, are to print figures and compare letters alike everywhere.
        Locale.setDefault(Locale.ROOT);
        StandardOutput output = new StandardOutput();
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        PrintWriter out = new PrintWriter(output, true, System.out.charset());
        int exit = run(out, err, args);
        out.flush();
        return written(output, exit, err);
    }

    /** The exit code by what became of the output. */
    private static int written(StandardOutput output, int exit, PrintWriter err) {
        Optional<String> problem = output.problem();
        if (problem.isEmpty() || StopOnSignal.stopping()) {
            return exit;
        }
        boolean left = output.leftByItsReader();
        if (!left) {
            err.println(problem.get());
        }
        if (exit != 0) {
            return exit;
        }
        return left ? StandardOutput.NOBODY_READS : FAILED;
    }

    /** Runs one command that says here what comes of it; bars go to the terminal itself. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = line().setOut(out).setErr(err);
        if (args.length == 0) {
            line.usage(out);
            return line.getCommandSpec().exitCodeOnInvalidInput();
        }
        return line.execute(args);
    }

    /** The command with all that it understands. */
    static CommandLine line() {
        Main main = new Main();
        return new CommandLine(main)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Target.class, Main::target)
                .setParameterExceptionHandler((misuse, words) -> {
                    misuse.getCommandLine().getErr().println(sentence(misuse));
                    return misuse.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
                })
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> main.explain(failure, command.getErr()));
    }

    private static String sentence(ParameterException misuse) {
        String said = String.valueOf(misuse.getMessage()).replaceFirst("\\.$", "");
        List<String> meant =
                misuse instanceof UnmatchedArgumentException unmatched
                        ? unmatched.getSuggestions()
                        : List.of();
        return said
                + (meant.isEmpty() ? "." : "; did you mean " + String.join(" or ", meant) + "?")
                + " '"
                + misuse.getCommandLine().getCommandSpec().qualifiedName()
                + " --help' lists what there is.";
    }

    private static Target target(String text) {
        try {
            return Target.parse(text);
        } catch (InvalidTargetException none) {
            throw new TypeConversionException(none.getMessage());
        }
    }

    private int explain(Exception failure, PrintWriter err) {
        if (failure instanceof InterruptedException || StopOnSignal.stopping()) {
            // The signal's handler says what there is to say, but not what went wrong at the end.
            Stream.of(failure.getSuppressed())
                    .filter(DatabaseException.class::isInstance)
                    .forEach(unable -> err.println(unable.getMessage()));
            return STOPPED;
        }
        err.println(sentence(failure));
        if (verbose) {
            // The sentence above is for users; who asks for more looks for a fault in Lanewise.
            failure.printStackTrace(err);
        }
        return FAILED;
    }

    private static String sentence(Exception failure) {
        return switch (failure) {
            case UserError known -> words(known);
            case LanewiseException known -> words(known);
            case ModelException known -> words(known);
            case DatabaseException known -> words(known);
            case MeasureException known -> words(known);
            case InvalidPathException name ->
                    "The name '"
                            + name.getInput()
                            + "' cannot be a file's here: "
                            + name.getReason()
                            + ".";
            case IOException io -> file(io);
            default ->
                    "Something went wrong inside Lanewise ("
                            + failure
                            + "); run it again with --verbose and report what it prints.";
        };
    }

    private static String words(Exception failure) {
        return String.valueOf(failure.getMessage());
    }

    private static String file(IOException failure) {
        if (failure instanceof NoSuchFileException none) {
            return "There is no file " + none.getFile() + "; name another.";
        }
        if (failure instanceof FileSystemException named) {
            String reason =
                    named.getReason() == null ? "it cannot be read or written" : named.getReason();
            return "The file "
                    + named.getFile()
                    + " cannot be used: "
                    + reason
                    + "; choose another place.";
        }
        return failure.getMessage() == null
                ? "A file cannot be read or written (" + failure + "); choose another place."
                : failure.getMessage();
    }
}
