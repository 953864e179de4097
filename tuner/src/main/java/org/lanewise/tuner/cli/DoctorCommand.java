package org.lanewise.tuner.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.Machine;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.Held;
import org.lanewise.db.Outcome;
import org.lanewise.db.TuningDatabase;
import org.lanewise.reports.Format;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.measure.ApplicationJvm;
import org.lanewise.tuner.measure.Screening;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.workload.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise doctor}: what is missing on this machine. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Checks what tuning needs on this machine and says how to mend what is missing; or what an application gets.")
final class DoctorCommand implements Callable<Integer> {
    private static final int NEEDED_JAVA = 25;
    private static final int TRIES_MORE = 2;

    @Mixin private DataOptions data = new DataOptions();

    @Option(
            names = "--application",
            paramLabel = "FILE",
            description =
                    "Say instead what an application's JVM lacks, and which kernels it gets of this kernel pack or"
                            + " best-configuration file, and why.")
    private @Nullable Path application;

    @Option(
            names = "--flags",
            paramLabel = "FLAGS",
            description =
                    "Flags of that JVM, such as --flags=\"-XX:+UseSerialGC -XX:UseAVX=2\"; more come"
                            + " from JAVA_TOOL_OPTIONS.")
    private String flags = "";

    @Spec private @Nullable CommandSpec spec;

    private int missing;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        return application == null ? tuning(out) : application(out, application);
    }

    private int application(PrintWriter out, Path file) throws InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new UserError(
                    "There is no file " + file + "; 'lanewise export' writes a kernel pack.");
        }
        List<String> words =
                Stream.of(flags.split("\\s+")).filter(word -> !word.isEmpty()).toList();
        String view;
        try {
            view = ApplicationJvm.view(file, words);
        } catch (MeasureException unable) {
            throw new UserError(String.valueOf(unable.getMessage()));
        }
        out.print(view);
        boolean asPromised = view.lines().allMatch(line -> line.startsWith("ok "));
        out.println(
                asPromised
                        ? "An application gets every kernel as it was tuned."
                        : "An application does not get every kernel as it was tuned.");
        out.flush();
        return asPromised ? 0 : 1;
    }

    private int tuning(PrintWriter out) throws InterruptedException {
        int java = Runtime.version().feature();
        check(
                out,
                java >= NEEDED_JAVA,
                "Java " + Runtime.version(),
                "Install JDK 25 or newer and point JAVA_HOME at it.");
        check(
                out,
                ToolProvider.getSystemJavaCompiler() != null,
                "Java compiler",
                "Install a full JDK, not a JRE.");
        check(
                out,
                Runtime.getRuntime().availableProcessors() > 1,
                Runtime.getRuntime().availableProcessors() + " processors",
                "Give the machine a second processor, or the JIT compiler disturbs what is measured.");
        Optional<Machine> here = kernels(out);
        database(out, here);
        out.println(
                missing == 0
                        ? "Everything that tuning needs is there."
                        : missing + " of the checks failed.");
        out.flush();
        return missing == 0 ? 0 : 1;
    }

    private Optional<Machine> kernels(PrintWriter out) throws InterruptedException {
        try (Screening screening = new Screening()) {
            Machine machine = screening.machine();
            check(
                    out,
                    true,
                    "Vector API: " + machine.vectorBits() + " bits on " + machine.cpu(),
                    "");
            Workload small = Workload.parse("16x12x12_k3_s1_p1_nchw8c");
            Outcome outcome = tried(screening, machine, small);
            check(
                    out,
                    outcome instanceof Outcome.Measured,
                    "A kernel is generated, right and compiled",
                    "The worker answered " + outcome + "; run a JDK 25 with C2 and without -Xint.");
            return Optional.of(machine);
        } catch (MeasureException unable) {
            check(out, false, "Worker JVM", String.valueOf(unable.getMessage()));
            return Optional.empty();
        }
    }

    /**
     * On a busy machine the JIT may take longer than a trial waits, so a failure is looked at
     * again.
     */
    private static Outcome tried(Screening screening, Machine machine, Workload workload)
            throws InterruptedException {
        LegalSchedule kernel =
                ScheduleSpace.of(workload, machine.target()).defaultSchedule().orElseThrow();
        Outcome outcome = screening.measure(kernel, Request.Plan.SCREEN);
        for (int more = 0; more < TRIES_MORE && !(outcome instanceof Outcome.Measured); more++) {
            outcome = screening.measure(kernel, Request.Plan.SCREEN);
        }
        return outcome;
    }

    private void database(PrintWriter out, Optional<Machine> here) {
        if (data.isServer()) {
            server(out, here);
            return;
        }
        Path file = data.databaseFile();
        if (!Files.exists(file)) {
            check(
                    out,
                    writable(file),
                    "Database " + file + " (new)",
                    "Make its folder writable or choose another with --db.");
            return;
        }
        try (TuningDatabase database = data.read()) {
            check(
                    out,
                    Files.isWritable(file),
                    "Database " + file + ": " + database.trialCount() + " trials",
                    "Make it writable or choose another with --db.");
            here.ifPresent(machine -> history(out, database.held(), machine));
        } catch (DatabaseException unusable) {
            check(out, false, "Database " + file, String.valueOf(unusable.getMessage()));
        }
    }

    private void server(PrintWriter out, Optional<Machine> here) {
        String name = data.databaseName();
        try (TuningDatabase database = data.read()) {
            check(out, true, "Database " + name + ": " + database.trialCount() + " trials", "");
            here.ifPresent(machine -> history(out, database.held(), machine));
        } catch (DatabaseException unusable) {
            check(out, false, "Database " + name, String.valueOf(unusable.getMessage()));
        }
    }

    /** How much of what there is a tune on this machine would use, and why not the rest. */
    private static void history(PrintWriter out, List<Held> held, Machine here) {
        long used = held.stream().filter(part -> part.usableOn(here)).mapToLong(Held::trials).sum();
        out.println("         " + Format.count(used, "trial") + " of this machine");
        MachineWords.unused(held, here).forEach(line -> out.println("         " + line));
    }

    private static boolean writable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        return folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    }

    private void check(PrintWriter out, boolean good, String what, String remedy) {
        out.println((good ? "ok       " : "MISSING  ") + what);
        if (!good) {
            missing++;
            out.println("         " + remedy);
        }
    }
}
