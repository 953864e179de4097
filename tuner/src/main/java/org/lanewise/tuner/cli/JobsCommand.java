package org.lanewise.tuner.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lanewise.db.fleet.Job;
import org.lanewise.db.sql.Databases;
import org.lanewise.tuner.fleet.Fleet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise jobs}: how far a fleet is. */
@Command(
        name = "jobs",
        mixinStandardHelpOptions = true,
        description = "Shows the jobs and workers of a shared database.")
final class JobsCommand implements Callable<Integer> {
    private static final long PAUSE_MS = 2_000;

    @Mixin private DatabaseOption data = new DatabaseOption();

    @Option(
            names = "--watch",
            description = "Show them again whenever they change, until all jobs have ended.")
    private boolean watch;

    @Option(
            names = "--for",
            paramLabel = "KIND",
            description = "Jobs for one kind of machine alone, of whose name these are words.")
    private String kind = "";

    @Option(
            names = "--cancel",
            paramLabel = "JOB",
            description = "Leave the jobs whose number begins so, or all.")
    private @Nullable String cancel;

    @Option(
            names = "--retry",
            paramLabel = "JOB",
            description =
                    "Give parked or cancelled jobs whose number begins so, or all, another chance.")
    private @Nullable String retry;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        String url = data.url();
        Databases.open(url).close();
        Fleet fleet = new Fleet(Databases.source(url));
        if (cancel != null) {
            each(fleet, cancel, Job::isOpen, fleet::cancel);
        }
        if (retry != null) {
            each(fleet, retry, JobsCommand::isGivenUp, fleet::retry);
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        FleetView shown = view(fleet);
        print(shown, out);
        while (watch && shown.isOpen() && !out.checkError()) {
            // A database tells nobody that it has changed.
            Thread.sleep(PAUSE_MS);
            FleetView now = view(fleet);
            if (!now.states().equals(shown.states())) {
                out.println();
                print(now, out);
            }
            shown = now;
        }
        return 0;
    }

    private FleetView view(Fleet fleet) {
        return new FleetView(jobs(fleet), fleet.hosts());
    }

    private static void print(FleetView view, PrintWriter out) {
        view.lines().forEach(out::println);
        out.flush();
    }

    private static boolean isGivenUp(Job job) {
        return job.state() == Job.State.PARKED || job.state() == Job.State.CANCELLED;
    }

    private List<Job> jobs(Fleet fleet) {
        return fleet.jobs().stream()
                .filter(job ->
                        job.kind().toLowerCase(Locale.ROOT).contains(kind.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private void each(Fleet fleet, String beginning, Predicate<Job> which, Consumer<Job> what) {
        if (beginning.isBlank()) {
            throw new UserError("Say which jobs: the beginning of a number, or all.");
        }
        List<Job> meant =
                jobs(fleet).stream()
                        .filter(job ->
                                beginning.equals("all")
                                        || job.id().toString().startsWith(beginning))
                        .filter(which)
                        .toList();
        if (meant.isEmpty()) {
            throw new UserError(
                    "No such job can be changed so; 'lanewise jobs' shows their numbers and states.");
        }
        meant.forEach(what);
    }
}
