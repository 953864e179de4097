package org.lanewise.tuner.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.lanewise.db.fleet.FleetHost;
import org.lanewise.db.fleet.Job;
import org.lanewise.db.fleet.Job.State;
import org.lanewise.reports.Format;
import org.lanewise.tuner.session.Budget;

/** How far a fleet is, and how long it will take. */
record FleetOutlook(List<Job> jobs, List<FleetHost> hosts) {
    /** Workers give signs of life every few seconds, and ride out lost connections for as long. */
    private static final double SILENT_SECONDS = 60;

    /** One sentence. */
    String sentence() {
        long open = jobs.stream().filter(Job::isOpen).count();
        if (open == 0) {
            return "No job is left.";
        }
        String counts =
                Format.count(open, "job")
                        + (open == 1 ? " is left, " : " are left, ")
                        + jobs.stream().filter(job -> job.state() == State.RUNNING).count()
                        + " of them with workers; ";
        double longest = 0;
        for (String kind : openKinds()) {
            long workers = workers(kind);
            if (workers == 0) {
                return counts + "no worker is there for " + kind + ".";
            }
            longest = Math.max(longest, seconds(kind) / workers);
        }
        return counts + "about " + duration(longest) + " to go.";
    }

    private TreeSet<String> openKinds() {
        TreeSet<String> kinds = new TreeSet<>();
        jobs.stream().filter(Job::isOpen).forEach(job -> kinds.add(job.kind()));
        return kinds;
    }

    /** Those that are alive and take jobs of a kind. */
    private long workers(String kind) {
        return hosts.stream()
                .filter(FleetOutlook::isAlive)
                .filter(host -> host.kind().equals(kind) || host.cpu().equals(kind))
                .count();
    }

    static boolean isAlive(FleetHost host) {
        return host.silentSeconds() < SILENT_SECONDS;
    }

    /** What one worker would need for all open jobs of a kind. */
    private double seconds(String kind) {
        return jobs.stream()
                .filter(Job::isOpen)
                .filter(job -> job.kind().equals(kind))
                .mapToDouble(job -> Math.max(0, whole(job) - spent(job)))
                .sum();
    }

    private static double spent(Job job) {
        return job.state() == State.RUNNING ? job.seconds() : 0;
    }

    /** As long as jobs of its kind and budget took that are done; all that it may take before. */
    private double whole(Job open) {
        return jobs.stream()
                .filter(job -> job.state() == State.DONE)
                .filter(job -> job.kind().equals(open.kind()) && job.budget().equals(open.budget()))
                .mapToDouble(Job::seconds)
                .average()
                .orElseGet(() -> Budget.parse(open.budget()).time().toSeconds());
    }

    /** Such as {@code 42 s}, {@code 12 min} or {@code 3.5 h}. */
    static String duration(double seconds) {
        Duration time = Duration.ofMillis((long) (1_000 * seconds));
        if (time.compareTo(Duration.ofMinutes(2)) < 0) {
            return time.toSeconds() + " s";
        }
        return time.compareTo(Duration.ofHours(2)) < 0
                ? Math.round(seconds / 60) + " min"
                : String.format(Locale.ROOT, "%.1f h", seconds / 3_600);
    }
}
