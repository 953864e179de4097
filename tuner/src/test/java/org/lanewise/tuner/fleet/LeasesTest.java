package org.lanewise.tuner.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.tuner.fleet.Workers.LEASE;
import static org.lanewise.tuner.fleet.Workers.MOST_SECONDS;
import static org.lanewise.tuner.fleet.Workers.await;
import static org.lanewise.tuner.fleet.Workers.job;
import static org.lanewise.tuner.fleet.Workers.measuring;
import static org.lanewise.tuner.fleet.Workers.take;
import static org.lanewise.tuner.fleet.Workers.worker;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.db.fleet.Job;
import org.lanewise.db.fleet.Job.State;
import org.lanewise.db.sql.Databases;

/** Who holds a job: as long as a worker gives signs of life it keeps its job, and no longer. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class LeasesTest {
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

    @Test
    void signsOfLifeComeEveryFewSecondsHoweverLongTheLeaseIs() {
        for (int lease : new int[] {1, 3, 30, 600}) {
            Duration sign = FleetWorker.sign(Duration.ofSeconds(lease));
            assertThat(sign).isLessThanOrEqualTo(Duration.ofSeconds(5));
            assertThat(sign.multipliedBy(FleetWorker.signs(Duration.ofSeconds(lease))))
                    .isCloseTo(Duration.ofSeconds(lease), Duration.ofMillis(10));
        }
    }
}
