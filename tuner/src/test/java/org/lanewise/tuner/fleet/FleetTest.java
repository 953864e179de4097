package org.lanewise.tuner.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.config.Machine;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.fleet.FleetHost;
import org.lanewise.db.fleet.Job;
import org.lanewise.db.fleet.Job.State;
import org.lanewise.db.sql.Databases;

/** Jobs reach workers of their kind, and what fails is tried again a few times and then parked. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class FleetTest {
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final long MOST_SECONDS = 40;

    private static Machine machine(String target) {
        return new Machine("CPU " + target, target, 256, 2, "Linux", "25", List.of());
    }

    private static Job job(String kind) {
        return Job.queued("net", "conv", "16x12x12_k3_s1_p1_nchw8c", kind, "hot", "2m,64");
    }

    private static FleetWorker worker(
            String url, String name, String target, Duration lease, FleetWorker.Tuner tuner) {
        return new FleetWorker(
                Databases.source(url), name, machine(target), lease, tuner, sentence -> {});
    }

    /** A tuner that says when it begins, and measures for so long. */
    private static FleetWorker.Tuner measuring(
            CountDownLatch begun, Runnable told, Duration length) {
        return job -> {
            told.run();
            begun.countDown();
            // Nothing is measured: it is the time alone that others see of it.
            Thread.sleep(length);
        };
    }

    private static FleetWorker worker(
            String url, String name, String target, FleetWorker.Tuner tuner) {
        return worker(url, name, target, LEASE, tuner);
    }

    private static Job await(Fleet fleet, UUID id, Predicate<Job> wanted) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (true) {
            Job now = fleet.tables().job(id).orElseThrow();
            if (wanted.test(now)) {
                return now;
            }
            assertThat(System.nanoTime()).as(() -> "waiting for " + now).isLessThan(end);
            // A database tells nobody that it has changed.
            Thread.sleep(100);
        }
    }

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
    void anAttemptThatIsSlowToBeginIsNotTakenForLost() throws Exception {
        String url = FleetServer.database("slow_to_begin");
        Fleet fleet = new Fleet(Databases.source(url));
        Job job = job("sse");
        fleet.submit(List.of(job));
        try (Connection other = Databases.source(url).getConnection();
                Statement sql = other.createStatement();
                FleetWorker worker =
                        worker(
                                url,
                                "one",
                                "sse",
                                each -> {
                                    throw new IllegalStateException("no good");
                                })) {
            other.setAutoCommit(false);
            sql.execute("SELECT id FROM fleet_job FOR UPDATE");
            worker.start();
            // Some signs of life, each of which looks whether the worker still holds its job.
            Thread.sleep(LEASE);
            other.rollback();
            Job tried = await(fleet, job.id(), now -> !now.reason().isEmpty());
            assertThat(tried.reason()).isEqualTo("no good");
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
    void aWorkerThatIsSlowAndLosesItsConnectionsKeepsItsJob() throws Exception {
        String url = FleetServer.database("slow");
        Fleet fleet = new Fleet(Databases.source(url));
        Job job = job("sse");
        fleet.submit(List.of(job));
        List<String> begun = new CopyOnWriteArrayList<>();
        CountDownLatch measuring = new CountDownLatch(1);
        try (FleetWorker slow =
                        worker(
                                url,
                                "slow",
                                "sse",
                                // Longer than its lease.
                                measuring(
                                        measuring,
                                        () -> begun.add("slow"),
                                        LEASE.multipliedBy(3)));
                FleetWorker other = worker(url, "other", "sse", each -> begun.add("other"))) {
            slow.start();
            assertThat(measuring.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
            other.start();
            FleetServer.shared().cut("slow");
            Job done = await(fleet, job.id(), now -> now.state() == State.DONE);
            assertThat(done.worker()).isEqualTo("slow");
            assertThat(done.attempts()).isZero();
        }
        assertThat(begun).containsExactly("slow");
    }

    @Test
    void aWorkerOfShortLeasesLeavesAnotherWhoseLeaseIsLongItsJob() throws Exception {
        String url = FleetServer.database("leases");
        Fleet fleet = new Fleet(Databases.source(url));
        Job job = job("sse");
        fleet.submit(List.of(job));
        List<String> begun = new CopyOnWriteArrayList<>();
        CountDownLatch measuring = new CountDownLatch(1);
        try (FleetWorker patient =
                        worker(
                                url,
                                "patient",
                                "sse",
                                Duration.ofMinutes(1),
                                // Between two of its signs, and many leases of the other.
                                measuring(
                                        measuring,
                                        () -> begun.add("patient"),
                                        Duration.ofMillis(4_500)));
                FleetWorker hasty =
                        worker(
                                url,
                                "hasty",
                                "sse",
                                Duration.ofSeconds(1),
                                each -> begun.add("hasty"))) {
            patient.start();
            assertThat(measuring.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
            hasty.start();
            Job done = await(fleet, job.id(), now -> now.state() == State.DONE);
            assertThat(done.worker()).isEqualTo("patient");
            assertThat(done.attempts()).isZero();
        }
        assertThat(begun).containsExactly("patient");
    }

    @Test
    void aProcessTellsItsLeaseByItsNameAndOneOfAnOlderVersionDoesNot() {
        String name = LeaseHolder.name(Duration.ofSeconds(30), "a worker 7ms long");
        assertThat(LeaseHolder.lease(name)).contains(Duration.ofSeconds(30));
        // As the queue may have cut it.
        assertThat(LeaseHolder.lease(name.substring(0, 30))).contains(Duration.ofSeconds(30));
        assertThat(LeaseHolder.lease(UUID.randomUUID().toString().substring(0, 18) + " 9@host"))
                .isEmpty();
    }

    @Test
    void aWorkerThatWasStoppedGivesItsJobBackAtOnce() throws Exception {
        String url = FleetServer.database("stopped");
        Fleet fleet = new Fleet(Databases.source(url));
        Job job = job("sse");
        fleet.submit(List.of(job));
        Duration tooLong = Duration.ofMinutes(10);
        CountDownLatch measuring = new CountDownLatch(1);
        FleetWorker first =
                // Still measuring when it is closed, which interrupts it.
                worker(url, "first", "sse", tooLong, measuring(measuring, () -> {}, tooLong));
        first.start();
        assertThat(measuring.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
        first.close();
        assertThat(fleet.tables().job(job.id()).orElseThrow())
                .extracting(Job::state, Job::attempts, Job::reason)
                .containsExactly(State.QUEUED, 0, "its worker was stopped");
        try (FleetWorker second = worker(url, "second", "sse", each -> {})) {
            second.start();
            assertThat(await(fleet, job.id(), now -> now.state() == State.DONE).worker())
                    .isEqualTo("second");
        }
    }

    @Test
    void aWorkerWhoseJobIsAnothersOrCancelledLetsGoOfItAndChangesNothing() throws Exception {
        String url = FleetServer.database("lost");
        Fleet fleet = new Fleet(Databases.source(url));
        Job lost = job("sse");
        fleet.submit(List.of(lost));
        CountDownLatch measuring = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (FleetWorker slow =
                worker(
                        url,
                        "slow",
                        "sse",
                        each -> {
                            measuring.countDown();
                            try {
                                // Still measuring when it loses its job, which interrupts it.
                                Thread.sleep(Duration.ofMinutes(10));
                            } finally {
                                interrupted.countDown();
                            }
                        })) {
            slow.start();
            assertThat(measuring.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
            String lease = fleet.tables().job(lost.id()).orElseThrow().lease();
            take(url, lost, "another", 7);
            assertThat(fleet.tables().begun(lost.id(), "another 7", "other")).isTrue();
            assertThat(interrupted.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
            fleet.tables().failed(lost.id(), lease, "too late");
            assertThat(fleet.tables().done(lost.id(), lease)).isFalse();
            assertThat(fleet.tables().job(lost.id()).orElseThrow())
                    .extracting(Job::state, Job::attempts, Job::worker)
                    .containsExactly(State.RUNNING, 0, "other");
            assertThat(fleet.tables().done(lost.id(), "another 7")).isTrue();
            fleet.tables().failed(lost.id(), "another 7", "too late");
            assertThat(fleet.tables().job(lost.id()).orElseThrow().state()).isEqualTo(State.DONE);
        }
    }

    @Test
    void anAttemptThatTheQueueGaveToAnotherBeforeItBeganChangesNothing() throws Exception {
        String url = FleetServer.database("late");
        Fleet fleet = new Fleet(Databases.source(url));
        Job job = job("sse");
        fleet.submit(List.of(job));
        take(url, job, "other", 3);
        assertThat(fleet.tables().begun(job.id(), "late 1", "late")).isFalse();
        assertThat(fleet.tables().begun(job.id(), "other 3", "other")).isTrue();
        assertThat(fleet.tables().begun(job.id(), "late 1", "late")).isFalse();
        assertThat(fleet.tables().job(job.id()).orElseThrow())
                .extracting(Job::state, Job::worker, Job::lease)
                .containsExactly(State.RUNNING, "other", "other 3");
    }

    /** The queue gives a job to an attempt, whoever had it. */
    private static void take(String url, Job job, String holder, int version) throws SQLException {
        try (Connection connection = Databases.source(url).getConnection();
                PreparedStatement sql =
                        connection.prepareStatement(
                                "UPDATE scheduled_tasks SET picked = TRUE, picked_by = ?, version = ?,"
                                        + " last_heartbeat = now() + interval '1 h' WHERE task_instance = ?")) {
            sql.setString(1, holder);
            sql.setInt(2, version);
            sql.setString(3, job.id().toString());
            assertThat(sql.executeUpdate()).isEqualTo(1);
        }
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
    void signsOfLifeComeEveryFewSecondsHoweverLongTheLeaseIs() {
        for (int lease : new int[] {1, 3, 30, 600}) {
            Duration sign = FleetWorker.sign(Duration.ofSeconds(lease));
            assertThat(sign).isLessThanOrEqualTo(Duration.ofSeconds(5));
            assertThat(sign.multipliedBy(FleetWorker.signs(Duration.ofSeconds(lease))))
                    .isCloseTo(Duration.ofSeconds(lease), Duration.ofMillis(10));
        }
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
