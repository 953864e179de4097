package org.lanewise.tuner.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.tuner.fleet.Workers.MOST_SECONDS;
import static org.lanewise.tuner.fleet.Workers.await;
import static org.lanewise.tuner.fleet.Workers.job;
import static org.lanewise.tuner.fleet.Workers.machine;
import static org.lanewise.tuner.fleet.Workers.take;
import static org.lanewise.tuner.fleet.Workers.worker;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.fleet.FleetHost;
import org.lanewise.db.fleet.Job;
import org.lanewise.db.fleet.Job.State;
import org.lanewise.db.sql.Databases;

/** Jobs reach workers of their kind, and what fails is tried again a few times and then parked. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class FleetTest {
    @Test
    void aJobGoesToAWorkerOfItsKindAndToNoOther() throws Exception {
        String url = FleetServer.database("kinds");
        Fleet fleet = new Fleet(Databases.source(url));
        Job narrow = job("avx2");
        Job wide = job("avx512");
        fleet.submit(List.of(narrow));
        fleet.submit(List.of(wide));
        List<UUID> done = new CopyOnWriteArrayList<>();
        try (FleetWorker worker = worker(url, "one", "avx2", job -> done.add(job.id()))) {
            worker.start();
            assertThat(await(fleet, narrow.id(), job -> job.state() == State.DONE).worker())
                    .isEqualTo("one");
        }
        assertThat(done).containsExactly(narrow.id());
        assertThat(fleet.tables().job(wide.id()).orElseThrow().state()).isEqualTo(State.QUEUED);
        assertThat(fleet.hosts()).extracting(FleetHost::kind).containsExactly("avx2");
    }

    /** As by a worker that begins while the server recovers from a crash. */
    @Test
    void aDatabaseIsOpenedWhileItsServerBeginsAnew() throws Exception {
        try (FleetServer server = new FleetServer()) {
            String url = server.create("restarts");
            CompletableFuture<Void> restarts =
                    CompletableFuture.runAsync(() -> {
                        try {
                            server.crash();
                        } catch (SQLException | InterruptedException failed) {
                            throw new CompletionException(failed);
                        }
                    });
            int opened = 0;
            while (!restarts.isDone()) {
                Databases.open(url).close();
                opened++;
            }
            restarts.join();
            assertThat(opened).isPositive();
        }
    }

    @Test
    void whatFailsIsTriedAgainThenParkedWithItsReasonAndCanBeRetried() throws Exception {
        String url = FleetServer.database("retries");
        Fleet fleet = new Fleet(Databases.source(url));
        Job job = job("sse");
        fleet.submit(List.of(job));
        List<UUID> tried = new CopyOnWriteArrayList<>();
        try (FleetWorker worker =
                worker(
                        url,
                        "one",
                        "sse",
                        each -> {
                            tried.add(each.id());
                            if (tried.size() <= Fleet.MOST_ATTEMPTS) {
                                throw new IllegalStateException("no good");
                            }
                        })) {
            worker.start();
            Job parked = await(fleet, job.id(), now -> now.state() == State.PARKED);
            assertThat(parked.reason()).isEqualTo("no good");
            assertThat(parked.attempts()).isEqualTo(Fleet.MOST_ATTEMPTS);
            assertThat(tried).hasSize(Fleet.MOST_ATTEMPTS);
            fleet.retry(parked);
            await(fleet, job.id(), now -> now.state() == State.DONE);
        }
    }

    @Test
    void aJobThatWasCancelledIsNotBegun() throws Exception {
        String url = FleetServer.database("cancelled");
        Fleet fleet = new Fleet(Databases.source(url));
        Job left = job("sse");
        Job other = Job.queued("net", "other", left.workload(), "sse", "hot", "2m,64");
        fleet.submit(List.of(left));
        fleet.submit(List.of(other));
        fleet.cancel(fleet.tables().job(left.id()).orElseThrow());
        List<UUID> tried = new CopyOnWriteArrayList<>();
        try (FleetWorker worker = worker(url, "one", "sse", job -> tried.add(job.id()))) {
            worker.start();
            await(fleet, other.id(), job -> job.state() == State.DONE);
        }
        assertThat(tried).containsExactly(other.id());
        assertThat(fleet.tables().job(left.id()).orElseThrow().state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void whatWasSubmittedByAProcessThatWasKilledIsTakenAllTheSameAndNotTwice() throws Exception {
        String url = FleetServer.database("submitted");
        Fleet fleet = new Fleet(Databases.source(url));
        Job half = job("sse");
        fleet.tables().add(List.of(half));
        assertThat(fleet.submit(List.of(job("sse"), job("avx2")))).isEqualTo(1);
        Job forgotten = Job.queued("net", "other", half.workload(), "sse", "hot", "2m,64");
        fleet.tables().add(List.of(forgotten));
        List<UUID> tried = new CopyOnWriteArrayList<>();
        try (FleetWorker worker = worker(url, "one", "sse", job -> tried.add(job.id()))) {
            worker.start();
            await(fleet, half.id(), job -> job.state() == State.DONE);
            await(fleet, forgotten.id(), job -> job.state() == State.DONE);
        }
        assertThat(tried).containsExactlyInAnyOrder(half.id(), forgotten.id());
        assertThat(fleet.jobs()).hasSize(3);
    }

    @Test
    void whatAnAttemptTookIsNotChangedByWhatPeopleDoAfterIt() throws Exception {
        String url = FleetServer.database("times");
        Fleet fleet = new Fleet(Databases.source(url));
        Job job = job("sse");
        fleet.submit(List.of(job));
        take(url, job, "lease", 1);
        fleet.tables().begun(job.id(), "lease 1", "one");
        try (Connection connection = Databases.source(url).getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("UPDATE fleet_job SET begun = now() - interval '100 s'");
            fleet.tables().failed(job.id(), "lease 1", "no good");
            sql.execute(
                    "UPDATE fleet_job SET begun = begun - interval '1 h', ended = ended - interval '1 h'");
            fleet.cancel(fleet.tables().job(job.id()).orElseThrow());
            assertThat(fleet.tables().job(job.id()).orElseThrow().seconds())
                    .isBetween(100.0, 100.0 + MOST_SECONDS);
            fleet.retry(fleet.tables().job(job.id()).orElseThrow());
            assertThat(fleet.tables().job(job.id()).orElseThrow().seconds()).isZero();
        }
    }

    @Test
    void aJobThatWasRetriedMeanwhileIsNotParked() throws Exception {
        Fleet fleet = new Fleet(Databases.source(FleetServer.database("parked")));
        Job job = job("sse");
        fleet.submit(List.of(job));
        fleet.tables().parked(job.id(), Fleet.MOST_ATTEMPTS);
        assertThat(fleet.tables().job(job.id()).orElseThrow().state()).isEqualTo(State.QUEUED);
        fleet.tables().parked(job.id(), 0);
        assertThat(fleet.tables().job(job.id()).orElseThrow().state()).isEqualTo(State.PARKED);
    }

    @Test
    void whatTheServerRefusesIsOneSentence() throws Exception {
        String url = FleetServer.database("refusing");
        Fleet fleet = new Fleet(Databases.source(url));
        try (Connection connection = Databases.source(url).getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("DROP TABLE scheduled_tasks");
            assertThatThrownBy(() -> fleet.submit(List.of(job("sse"))))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("The server of the jobs cannot be used: ERROR: ");
            sql.execute("UPDATE fleet_job SET state = 'RUNNING'");
            Job left = fleet.jobs().getFirst();
            fleet.cancel(left);
            assertThatThrownBy(() -> fleet.retry(left))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("The server's queue of jobs cannot be used: ")
                    .message()
                    .hasLineCount(1);
        }
    }

    @Test
    void aJobForOneProcessorGoesToMachinesWithItAlone() throws Exception {
        String url = FleetServer.database("processors");
        Fleet fleet = new Fleet(Databases.source(url));
        Job ours = job(machine("sse").cpu());
        Job others = job(machine("avx2").cpu());
        fleet.submit(List.of(ours, others));
        try (FleetWorker worker = worker(url, "one", "sse", job -> {})) {
            worker.start();
            await(fleet, ours.id(), job -> job.state() == State.DONE);
        }
        assertThat(fleet.tables().job(others.id()).orElseThrow().state()).isEqualTo(State.QUEUED);
    }
}
