package org.lanewise.tuner.cli;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lanewise.db.fleet.FleetHost;
import org.lanewise.db.fleet.Job;
import org.lanewise.db.sql.Databases;
import org.lanewise.reports.Format;
import org.lanewise.target.InvalidTargetException;
import org.lanewise.target.Target;
import org.lanewise.tuner.fleet.Fleet;
import org.lanewise.tuner.session.Budget;
import org.lanewise.tuner.session.TuningPlan;
import org.lanewise.tuner.suites.Layer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise submit}: work for a fleet. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description =
                "Queues a suite's layers for the workers that share a PostgreSQL database, one job a layer and kind of machine.")
final class SubmitCommand implements Callable<Integer> {
    private static final String ALL = "all";

    @Mixin private SuiteOptions suites = new SuiteOptions();

    @Mixin private DatabaseOption data = new DatabaseOption();

    @Mixin private SearchOptions search = new SearchOptions();

    @Option(
            names = "--for",
            paramLabel = "KIND",
            description =
                    "The kind of machine: all (default), those of the workers that are known; an instruction set such as avx2;"
                            + " or words of the name of a known worker or its processor, for machines with that processor alone.")
    private String kind = ALL;

    @Option(
            names = "--budget",
            paramLabel = "BUDGET",
            description = "What each job may cost, as of tune (default: ${DEFAULT-VALUE}).")
    private String budget = "2m,64";

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        String url = data.url();
        fitLayout();
        List<Layer> shapes = shapes();
        Databases.open(url).close();
        Fleet fleet = new Fleet(Databases.source(url));
        List<String> kinds = kinds(fleet);
        List<Job> jobs =
                kinds.stream()
                        .flatMap(each -> shapes.stream().map(layer -> job(layer, each)))
                        .toList();
        int added = fleet.submit(jobs);
        Objects.requireNonNull(spec)
                .commandLine()
                .getOut()
                .println(
                        Format.count(added, "job")
                                + " of "
                                + suites.whole().name()
                                + " for "
                                + String.join(", ", kinds)
                                + (added == jobs.size()
                                        ? ""
                                        : ", " + (jobs.size() - added) + " were there already"));
        return 0;
    }

    /** One instruction set says how wide vectors are; a name, or several kinds, do not. */
    private void fitLayout() {
        try {
            suites.on(Target.parse(kind));
        } catch (InvalidTargetException severalOrNamed) {
            suites.forManyMachines();
        }
    }

    private List<Layer> shapes() {
        try {
            Budget cost = Budget.parse(budget);
            cost.objection(1, suites.cache())
                    .ifPresent(sentence -> {
                        throw new UserError(sentence);
                    });
            return new TuningPlan(
                            suites.whole(),
                            suites.layers(),
                            suites.cache(),
                            cost,
                            search.strategy(),
                            search.seed())
                    .shapes();
        } catch (IllegalArgumentException malformed) {
            throw new UserError(String.valueOf(malformed.getMessage()), malformed);
        }
    }

    private List<String> kinds(Fleet fleet) {
        List<FleetHost> hosts = fleet.hosts();
        if (!kind.equals(ALL)) {
            return List.of(named(hosts));
        }
        List<String> known = hosts.stream().map(FleetHost::kind).distinct().toList();
        if (known.isEmpty()) {
            throw new UserError(
                    "No worker is known yet; start 'lanewise worker' on the hosts, or name a kind with --for, such as avx2.");
        }
        return known;
    }

    private String named(List<FleetHost> hosts) {
        try {
            return Fleet.kind(kind);
        } catch (InvalidTargetException noTarget) {
            return processor(hosts, noTarget);
        }
    }

    /** The name of a worker means its processor, whatever else these words fit. */
    private String processor(List<FleetHost> hosts, InvalidTargetException noTarget) {
        List<String> fitting =
                Stream.concat(
                                hosts.stream().filter(host -> host.name().equals(kind)).limit(1),
                                hosts.stream().filter(host -> isCalled(host.cpu())))
                        .map(FleetHost::cpu)
                        .distinct()
                        .toList();
        boolean named = hosts.stream().anyMatch(host -> host.name().equals(kind));
        if (fitting.isEmpty()) {
            throw new UserError(
                    noTarget.getMessage()
                            + " No known worker is or has a '"
                            + kind
                            + "' either; 'lanewise jobs' shows them.");
        }
        if (fitting.size() > 1 && !named) {
            throw new UserError(
                    "Several processors of known workers are called '"
                            + kind
                            + "': "
                            + String.join("; ", fitting)
                            + "; say more of the name of one.");
        }
        return fitting.getFirst();
    }

    private boolean isCalled(String cpu) {
        return cpu.toLowerCase(Locale.ROOT).contains(kind.toLowerCase(Locale.ROOT));
    }

    private Job job(Layer layer, String each) {
        return Job.queued(
                suites.whole().name(),
                layer.name(),
                layer.workload().toString(),
                each,
                suites.cache().text(),
                budget);
    }
}
