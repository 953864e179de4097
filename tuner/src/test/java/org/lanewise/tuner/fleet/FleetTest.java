package org.lanewise.tuner.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.config.Machine;
import org.lanewise.db.fleet.FleetHost;
import org.lanewise.db.fleet.Job;
import org.lanewise.db.fleet.Job.State;
import org.lanewise.db.sql.Databases;

/** Jobs reach workers of their kind, and what fails is tried again a few times and then parked. */
@Tag("slow")
class FleetTest {
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final long MOST_SECONDS = 40;

    private static Machine machine(String target) {
        return new Machine("CPU " + target, target, 256, 2, "Linux", "25", List.of());
    }

    private static Job job(String kind) {
        return new Job(
                UUID.randomUUID(),
                "net",
                "conv",
                "16x12x12_k3_s1_p1_nchw8c",
                kind,
                "hot",
                "2m,64",
                State.QUEUED,
                0,
                "",
                "");
    }

    private static FleetWorker worker(
            String url, String name, String target, FleetWorker.Tuner tuner) {
        return new FleetWorker(
                Databases.source(url), name, machine(target), LEASE, tuner, sentence -> {});
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
        fleet.submit(narrow);
        fleet.submit(wide);
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
        fleet.submit(job);
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
        Job other = job("sse");
        fleet.submit(left);
        fleet.submit(other);
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
        fleet.submit(job);
        List<String> begun = new CopyOnWriteArrayList<>();
        CountDownLatch measuring = new CountDownLatch(1);
        try (FleetWorker slow =
                        worker(
                                url,
                                "slow",
                                "sse",
                                each -> {
                                    begun.add("slow");
                                    measuring.countDown();
                                    // Longer than its lease.
                                    Thread.sleep(3 * LEASE.toMillis());
                                });
                FleetWorker other = worker(url, "other", "sse", each -> begun.add("other"))) {
            slow.start();
            assertThat(measuring.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
            other.start();
            FleetServer.cut("slow");
            Job done = await(fleet, job.id(), now -> now.state() == State.DONE);
            assertThat(done.worker()).isEqualTo("slow");
            assertThat(done.attempts()).isZero();
        }
        assertThat(begun).containsExactly("slow");
    }
}
