package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.db.Stage;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.db.sql.FleetTables;
import org.lanewise.host.MachineProbe;
import org.lanewise.tuner.fleet.Fleet;
import org.lanewise.tuner.fleet.FleetServer;
import org.lanewise.workload.Workload;

/**
 * A job from its submission to its result, through a worker that is killed and one that goes on.
 */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class FleetCommandTest {
    private static final String SHAPE = "16x12x12_k3_s1_p1_nchw8c";

    @TempDir private Path folder;

    @Test
    void aJobSurvivesItsWorkerAndItsResultComesBack() throws Exception {
        String url = FleetServer.database("whole");
        String kind = Fleet.kind(MachineProbe.detect());
        CliProcess.Ended early = InProcess.run("submit", SHAPE, "--db", url);
        assertThat(early.exit()).isEqualTo(1);
        assertThat(early.err()).contains("No worker is known yet").hasLineCount(1);
        CliProcess.Ended submitted =
                InProcess.run("submit", SHAPE, "--for", kind, "--budget", "20s,8", "--db", url);
        assertThat(submitted.exit()).as(submitted.err()).isZero();
        assertThat(submitted.out()).contains("1 job of " + SHAPE + " for " + kind);

        Process first = worker(url, "first");
        long before = awaitTrials(url, 3);
        first.descendants().forEach(ProcessHandle::destroyForcibly);
        first.destroyForcibly().waitFor();
        CliProcess.Ended second = CliProcess.ended(folder, worker(url, "second"));
        assertThat(second.exit()).as(second.err()).isZero();

        assertThat(InProcess.run("jobs", "--db", url).out())
                .contains("done", "second", "No job is left.");
        assertThat(InProcess.run("jobs", "--for", "none", "--db", url).out())
                .contains("No job is left.")
                .doesNotContain("done");
        try (TuningDatabase database = Databases.open(url)) {
            assertThat(database.trialCount()).isGreaterThan(before);
            assertThat(database.allBest().getFirst().layers()).hasSize(1);
            assertThat(database.trials(database.held().getFirst().machine(), Workload.parse(SHAPE)))
                    .filteredOn(trial -> trial.stage() == Stage.SCREEN)
                    .extracting(trial -> trial.schedule().toString())
                    .doesNotHaveDuplicates();
        }
        assertThat(InProcess.run("best", SHAPE, "--db", url).out()).contains(SHAPE);
        Path history = folder.resolve("history.jsonl");
        assertThat(InProcess.run("db", "export", history.toString(), "--db", url).exit()).isZero();
        assertThat(Files.readString(history))
                .contains(
                        "{\"trial\":",
                        "{\"result\":",
                        "\"words\":[\"worker\",\"--until-idle\",\"--name\",\"second\",",
                        "\"budget\":\"20s,8\"")
                .doesNotContain("user=postgres");
    }

    private Process worker(String url, String name) throws Exception {
        return CliProcess.start(
                folder, "worker", "--until-idle", "--name", name, "--lease", "3", "--db", url);
    }

    private static long awaitTrials(String url, int wanted) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        try (TuningDatabase database = Databases.open(url)) {
            while (database.trialCount() < wanted) {
                assertThat(System.nanoTime()).as("the first worker measures").isLessThan(end);
                // The worker is another process, and a database tells nobody.
                Thread.sleep(50);
            }
            return database.trialCount();
        }
    }

    @Test
    void aNameThatFitsSeveralProcessorsIsRefused() throws Exception {
        String url = FleetServer.database("ambiguous");
        FleetTables tables = new FleetTables(Databases.source(url));
        tables.register("epyc", "avx512", "AMD EPYC 9654");
        tables.register("other", "avx2", "AMD EPYC 7763");
        CliProcess.Ended refused = InProcess.run("submit", SHAPE, "--for", "amd", "--db", url);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo(
                        "Several processors of known workers are called 'amd': AMD EPYC 9654; AMD EPYC 7763;"
                                + " say more of the name of one.\n");
        assertThat(InProcess.run("submit", SHAPE, "--for", "77", "--db", url).out())
                .contains("1 job of " + SHAPE + " for AMD EPYC 7763");
        // The name of a worker means its processor, though both are called so.
        assertThat(InProcess.run("submit", SHAPE, "--for", "epyc", "--db", url).out())
                .contains("for AMD EPYC 9654");
    }

    @Test
    void jobsAreForEveryKindThatIsKnownAndArePeoplesToCancelAndRetry() throws Exception {
        String url = FleetServer.database("people");
        FleetTables tables = new FleetTables(Databases.source(url));
        tables.register("narrow", "avx2", "AMD EPYC 7763");
        tables.register("wide", "avx512", "AMD EPYC 9654");
        assertThat(InProcess.run("submit", SHAPE, "--db", url).out())
                .contains("2 jobs of " + SHAPE + " for avx2, avx512");
        assertThat(InProcess.run("jobs", "--for", "avx2", "--db", url).out())
                .contains("queued", "1 job is left, 0 of them with workers; about 2 min to go.")
                .doesNotContain("avx512  queued");
        // Nothing is left to watch.
        assertThat(InProcess.run("jobs", "--cancel", "all", "--watch", "--db", url).out())
                .contains("cancelled", "No job is left.")
                .doesNotContain("queued");
        CliProcess.Ended none = InProcess.run("jobs", "--cancel", "all", "--db", url);
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).contains("No such job can be changed so").hasLineCount(1);
        String number = tables.jobs().getFirst().id().toString().substring(0, 8);
        assertThat(InProcess.run("jobs", "--retry", number, "--db", url).out())
                .contains("queued", "cancelled", "1 job is left");
    }

    @Test
    void aFleetNeedsAServer() throws Exception {
        CliProcess.Ended ended =
                InProcess.run("worker", "--db", folder.resolve("t.mv.db").toString());
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("--db jdbc:postgresql://host/name").hasLineCount(1);
    }
}
