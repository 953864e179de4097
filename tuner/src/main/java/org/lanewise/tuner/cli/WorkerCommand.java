package org.lanewise.tuner.cli;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.db.Asked;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.fleet.Job;
import org.lanewise.db.sql.Databases;
import org.lanewise.tuner.fleet.Fleet;
import org.lanewise.tuner.fleet.FleetWorker;
import org.lanewise.tuner.session.Budget;
import org.lanewise.tuner.session.LayerProblem;
import org.lanewise.tuner.session.TuningPlan;
import org.lanewise.tuner.session.TuningSession;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.suites.Suite;
import org.lanewise.workload.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise worker}: a host of a fleet. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description =
                "Takes jobs that fit this machine from a shared PostgreSQL database, one at a time, until it is stopped.")
final class WorkerCommand implements Callable<Integer> {
    private static final long PAUSE_MS = 500;

    /** For what measures to end, and the server to be told. */
    private static final Duration GIVING_BACK = Duration.ofSeconds(5);

    /** A job whose host is too busy for so many budgets has failed. */
    private static final int MOST_SESSIONS = 4;

    @Mixin private DatabaseOption data = new DatabaseOption();

    @Mixin private SearchOptions search = new SearchOptions();

    @Option(names = "--until-idle", description = "End when no job that fits is left.")
    private boolean untilIdle;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the fleet calls this worker (default: process and host).")
    private String name = ManagementFactory.getRuntimeMXBean().getName();

    @Option(
            names = "--lease",
            paramLabel = "SECONDS",
            description =
                    "How long this worker may give no sign of life before its job goes to another (default: ${DEFAULT-VALUE}).")
    private int lease = 30;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        String url = data.url();
        if (lease < 1) {
            throw new UserError("A lease of " + lease + " seconds is none; say at least 1.");
        }
        StopOnSignal signal =
                new StopOnSignal(
                        "Stopped; what was measured is kept, and the job goes to another worker.",
                        GIVING_BACK);
        try (TuningDatabase database = data.open()) {
            work(url, database, Objects.requireNonNull(spec).commandLine().getOut());
        } finally {
            signal.released();
        }
        return 0;
    }

    private void work(String url, TuningDatabase database, PrintWriter out)
            throws InterruptedException {
        Machine machine =
                ThisMachine.here()
                        .orElseThrow(() ->
                                new UserError(
                                        "This machine cannot run kernels; 'lanewise doctor' says why."));
        String kind = Fleet.kind(machine);
        out.println("Worker " + name + " takes jobs for " + kind);
        try (FleetWorker worker =
                new FleetWorker(
                        Databases.source(url),
                        name,
                        machine,
                        Duration.ofSeconds(lease),
                        job -> tune(job, database),
                        out::println)) {
            worker.start();
            Fleet fleet = new Fleet(Databases.source(url));
            do {
                // Its threads work; this one waits for them.
                Thread.sleep(PAUSE_MS);
            } while (!untilIdle || isBusy(fleet.jobs(), machine));
        }
    }

    private static boolean isBusy(List<Job> jobs, Machine machine) {
        return jobs.stream()
                .filter(job -> Fleet.kinds(machine).contains(job.kind()))
                .anyMatch(Job::isOpen);
    }

    /**
     * What lacked time, as where many share the processors, gets it anew: what was measured is
     * kept, and each further session goes on from there.
     */
    private void tune(Job job, TuningDatabase database) throws InterruptedException {
        List<LayerProblem> problems = session(job, database);
        for (int more = 1;
                more < MOST_SESSIONS && problems.stream().anyMatch(LayerProblem::lackedTime);
                more++) {
            problems = session(job, database);
        }
        if (!problems.isEmpty()) {
            throw new UserError(problems.getFirst().reason());
        }
    }

    private List<LayerProblem> session(Job job, TuningDatabase database)
            throws InterruptedException {
        Suite suite =
                new Suite(
                        job.suite(),
                        List.of(new Layer(job.layer(), Workload.parse(job.workload()), 1)));
        TuningPlan plan =
                new TuningPlan(
                                suite,
                                CacheState.parse(job.cache()),
                                Budget.parse(job.budget()),
                                search.strategy(),
                                search.seed())
                        .askedFor(new Asked(Typed.words(spec), job.budget()));
        return new TuningSession(plan, database, new LineProgress(1, System.out), best -> {})
                .run()
                .problems();
    }
}
