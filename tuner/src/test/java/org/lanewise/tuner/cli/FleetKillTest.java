package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lanewise.config.BestConfig;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Fact;
import org.lanewise.db.Stage;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.fleet.Job;
import org.lanewise.db.fleet.Job.State;
import org.lanewise.db.sql.Databases;
import org.lanewise.db.sql.FleetTables;
import org.lanewise.host.MachineProbe;
import org.lanewise.tuner.fleet.Fleet;
import org.lanewise.tuner.fleet.FleetServer;

/**
 * Four workers on this host, for vectors of 512, 256 and 128 bits and 512 again, or of 256 and 128
 * twice where there are no wider ones, while workers, submitters, connections and the server are
 * killed at random moments: no trial is lost, none is counted twice, and nobody is declared dead
 * who lives. {@code -Dlanewise.kills=100} kills more often, {@code -Dlanewise.kills.seed=7} at
 * other moments.
 */
@Tag("slow")
@EnabledIfSystemProperty(named = "lanewise.kills", matches = "[1-9][0-9]*")
@Execution(ExecutionMode.CONCURRENT)
// Both beside each other would leave too little of a machine for what lives.
@ResourceLock("kills")
class FleetKillTest {
    private static final int KILLS = Integer.getInteger("lanewise.kills", 0);
    private static final long SEED = Long.getLong("lanewise.kills.seed", 1);

    /** The widest vectors first, and what holds a worker's JVMs to narrower ones. */
    private static final List<Held> ALL =
            List.of(
                    new Held("avx512", ""),
                    new Held("avx2", "-XX:UseAVX=2"),
                    new Held("sse", "-XX:UseAVX=2 -XX:MaxVectorSize=16"));

    private record Held(String kind, String options) {}

    private static final int WORKERS = 4;
    private static final String DATABASE = "kills";

    /** No worker is there for it: what submitters leave can be counted. */
    private static final String NOBODYS = "neon";

    private static final int RANGE_MS = 2_000;
    private static final int PAUSE_MS = 200;

    /** Longer than a submitter takes from its jobs to its end. */
    private static final int SUBMITTING_MS = 300;

    /** Signs of life are late where four workers and what they measure with share two cores. */
    private static final String LEASE_SECONDS = "6";

    /** What hangs takes longer; on a busy machine a process may take long to begin or end. */
    private static final long MOST_PROCESS_SECONDS = 120;

    private static final long MOST_SECONDS = 150L + 20L * KILLS;
    private static final Pattern TAKEN_OVER = Pattern.compile("its worker (\\S+) gave no sign");

    @TempDir private Path folder;

    private final Random random = new Random(SEED);

    /** Other tests would miss what is killed. */
    private final FleetServer server = new FleetServer();

    private final List<Held> kinds = kinds();
    private final Map<String, Process> workers = new LinkedHashMap<>();
    private final Set<String> killed = new HashSet<>();
    private int started;

    @AfterEach
    void endAll() throws IOException {
        workers.values().forEach(FleetKillTest::kill);
        server.close();
    }

    private static void kill(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        process.destroyForcibly().onExit().join();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void noTrialIsLostNoneCountsTwiceAndNobodyWhoLivesIsTakenForDead(TestReporter reporter)
            throws Exception {
        assumeTrue(kinds.size() > 1, "This processor has vectors of one width.");
        String url = server.create(DATABASE);
        Fleet fleet = new Fleet(Databases.source(url));
        List<Job> jobs = jobs(Math.ceilDiv(ALL.size() * (1 + KILLS / 8), kinds.size()));
        fleet.submit(jobs);
        for (int number = 0; number < WORKERS; number++) {
            startWorker(url, number);
        }
        Set<UUID> known = Set.of();
        for (int kill = 0; kill < KILLS; kill++) {
            // Killed at any moment, whatever it is that it comes in the midst of.
            Thread.sleep(random.nextInt(RANGE_MS));
            Set<UUID> seen = trials(url).keySet();
            assertThat(seen).as("seed %d, kill %d", SEED, kill).containsAll(known);
            known = seen;
            switch (kill % 5) {
                case 0, 2 -> killAWorker(url);
                case 1 -> killASubmitter(url, fleet);
                case 3 -> server.cut(DATABASE);
                default -> server.crash();
            }
        }
        awaitEnd(fleet, jobs.size());
        Map<UUID, String> trials = trials(url);
        assertThat(trials.keySet()).containsAll(known);
        assertThat(trials.values())
                .filteredOn(screened -> !screened.isEmpty())
                .doesNotHaveDuplicates();
        assertThat(results(url)).isEqualTo(jobs.size());
        nobodyWhoLivesWasTakenForDead();
        aSubmitterCarriesOnWhereOthersWereKilled(url);
        reporter.publishEntry(
                String.format(
                        Locale.ROOT,
                        "%d kills of a fleet for %s: %d jobs done, %d trials, 0 lost, 0 counted twice, 0 live ones failed",
                        KILLS,
                        kinds.stream().map(Held::kind).toList(),
                        jobs.size(),
                        trials.size()));
    }

    /** Those that this processor has. */
    private static List<Held> kinds() {
        String own = Fleet.kind(MachineProbe.detect());
        return ALL.stream().dropWhile(held -> !held.kind().equals(own)).toList();
    }

    private List<Job> jobs(int layers) {
        return kinds.stream()
                .flatMap(held ->
                        IntStream.rangeClosed(1, layers).mapToObj(layer -> job(held.kind(), layer)))
                .toList();
    }

    private static Job job(String kind, int layer) {
        String workload = 16 * layer + "x12x12_k3_s1_p1_nchw16c";
        return Job.queued("net", "conv" + layer, workload, kind, "hot", "40s,6");
    }

    /** Each in a folder of its own, so that they measure beside each other. */
    private Process start(String name, String options, String... words) throws IOException {
        ProcessBuilder builder =
                CliProcess.builder(Files.createDirectory(folder.resolve(name)), List.of(), words);
        builder.environment().put("JDK_JAVA_OPTIONS", options);
        return builder.start();
    }

    private void startWorker(String url, int number) throws IOException {
        String name = "w" + number + "." + ++started;
        workers.put(
                name,
                start(
                        name,
                        number % kinds.size() == 0
                                ? ""
                                : kinds.get(number % kinds.size()).options(),
                        "worker",
                        "--name",
                        name,
                        "--lease",
                        LEASE_SECONDS,
                        "--db",
                        url));
    }

    private void killAWorker(String url) throws IOException {
        List<String> names = List.copyOf(workers.keySet());
        String name = names.get(random.nextInt(names.size()));
        killed.add(name);
        Process worker = workers.remove(name);
        List<ProcessHandle> children = worker.descendants().toList();
        worker.destroyForcibly().onExit().join();
        for (ProcessHandle child : children) {
            child.onExit().orTimeout(MOST_PROCESS_SECONDS, TimeUnit.SECONDS).join();
        }
        startWorker(url, name.charAt(1) - '0');
    }

    /** In the midst of what it writes: jobs that are there already would leave it nothing to do. */
    private void killASubmitter(String url, Fleet fleet) throws Exception {
        open(fleet).forEach(fleet::cancel);
        Process submitter = submit(url);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_PROCESS_SECONDS);
        while (open(fleet).isEmpty()) {
            assertThat(System.nanoTime()).as("a submitter begins").isLessThan(end);
            // Another process writes, and a database tells nobody.
            Thread.sleep(1);
        }
        submitter.waitFor(random.nextInt(SUBMITTING_MS), TimeUnit.MILLISECONDS);
        kill(submitter);
    }

    /** What submitters have left. */
    private static List<Job> open(Fleet fleet) {
        return fleet.jobs().stream()
                .filter(job -> job.kind().equals(NOBODYS) && job.isOpen())
                .toList();
    }

    private Process submit(String url) throws IOException {
        return start(
                "s" + ++started,
                "",
                "submit",
                "mobilenet_v1",
                "--layout",
                "nchw16c",
                "--for",
                NOBODYS,
                "--db",
                url);
    }

    private void aSubmitterCarriesOnWhereOthersWereKilled(String url) throws Exception {
        assertThat(submit(url).waitFor()).isZero();
        FleetTables tables = new FleetTables(Databases.source(url));
        assertThat(tables.jobs())
                .filteredOn(job -> job.kind().equals(NOBODYS) && job.isOpen())
                .extracting(Job::layer)
                .hasSize(9)
                .doesNotHaveDuplicates();
        assertThat(tables.forgotten()).isEmpty();
    }

    /**
     * Jobs whose workers were killed three times are parked: a person gives them another chance.
     */
    private static void awaitEnd(Fleet fleet, int wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (true) {
            List<Job> jobs =
                    fleet.jobs().stream().filter(job -> !job.kind().equals(NOBODYS)).toList();
            assertThat(jobs).hasSize(wanted);
            jobs.stream().filter(job -> job.state() == State.PARKED).forEach(fleet::retry);
            if (jobs.stream().allMatch(job -> job.state() == State.DONE)) {
                return;
            }
            assertThat(System.nanoTime()).as(() -> "waiting for " + jobs).isLessThan(end);
            // A database tells nobody that it has changed.
            Thread.sleep(PAUSE_MS);
        }
    }

    /** All trials; those of a first screening with what was screened, where. */
    private static Map<UUID, String> trials(String url) {
        Map<UUID, String> trials = new LinkedHashMap<>();
        try (TuningDatabase database = Databases.open(url)) {
            database.history()
                    .read(fact -> {
                        if (fact instanceof Fact.OfTrial trial) {
                            trials.put(trial.id(), screened(trial));
                        }
                    });
        }
        return trials;
    }

    private static String screened(Fact.OfTrial fact) {
        return fact.trial().stage() == Stage.SCREEN
                ? fact.trial().workload() + " " + fact.trial().schedule() + " " + fact.machine()
                : "";
    }

    private static int results(String url) {
        try (TuningDatabase database = Databases.open(url)) {
            return database.allBest().stream()
                    .map(BestConfig::layers)
                    .flatMap(List<TunedLayer>::stream)
                    .toList()
                    .size();
        }
    }

    private void nobodyWhoLivesWasTakenForDead() throws IOException {
        try (var folders = Files.list(folder)) {
            for (Path each : folders.toList()) {
                String out = Files.readString(each.resolve("out.txt"));
                assertThat(out).as(each.toString()).doesNotContain("Failed: ", "Left: ");
                Matcher taken = TAKEN_OVER.matcher(out);
                while (taken.find()) {
                    assertThat(killed).contains(taken.group(1));
                }
            }
        }
    }
}
