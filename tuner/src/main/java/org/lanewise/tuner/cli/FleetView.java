package org.lanewise.tuner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lanewise.db.fleet.FleetHost;
import org.lanewise.db.fleet.Job;

/** A fleet at one moment, as lines for people. */
record FleetView(List<Job> jobs, List<FleetHost> hosts) {
    /** Keeps unmodifiable copies. */
    FleetView {
        jobs = List.copyOf(jobs);
        hosts = List.copyOf(hosts);
    }

    /** Whether a job is left. */
    boolean isOpen() {
        return jobs.stream().anyMatch(Job::isOpen);
    }

    /** What is worth showing again when it changes; times pass by themselves. */
    List<String> states() {
        List<String> states = new ArrayList<>();
        for (Job job : jobs) {
            states.add(
                    String.join(
                            " ",
                            job.id().toString(),
                            job.state().name(),
                            String.valueOf(job.attempts()),
                            job.lease(),
                            job.reason()));
        }
        hosts.forEach(host -> states.add(host.name() + " " + FleetOutlook.isAlive(host)));
        return states;
    }

    /** The jobs, the workers, and how long it will take. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(table());
        lines.add("");
        if (!hosts.isEmpty()) {
            lines.addAll(workers());
            lines.add("");
        }
        lines.add(new FleetOutlook(jobs, hosts).sentence());
        return lines;
    }

    private List<String> table() {
        TextTable table =
                new TextTable("job", "suite", "layer", "kind", "state", "worker", "took", "reason");
        for (Job job : jobs) {
            table.row(
                    job.id().toString().substring(0, 8),
                    job.suite(),
                    job.layer(),
                    job.kind(),
                    job.state().name().toLowerCase(Locale.ROOT),
                    job.worker(),
                    job.lease().isEmpty() ? "" : FleetOutlook.duration(job.seconds()),
                    job.reason());
        }
        return table.lines();
    }

    private List<String> workers() {
        TextTable table = new TextTable("worker", "kind", "processor", "seen");
        for (FleetHost host : hosts) {
            table.row(
                    host.name(),
                    host.kind(),
                    host.cpu(),
                    FleetOutlook.isAlive(host)
                            ? "now"
                            : FleetOutlook.duration(host.silentSeconds()) + " ago");
        }
        return table.lines();
    }
}
