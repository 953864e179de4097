package org.lanewise.tuner.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.lanewise.config.Machine;
import org.lanewise.db.fleet.Job;
import org.lanewise.db.sql.Databases;

/** Workers of a fleet that measure nothing, and the jobs that they take. */
final class Workers {
    static final Duration LEASE = Duration.ofSeconds(3);
    static final long MOST_SECONDS = 40;

    private Workers() {}

    static Machine machine(String target) {
        return new Machine("CPU " + target, target, 256, 2, "Linux", "25", List.of());
    }

    static Job job(String kind) {
        return Job.queued("net", "conv", "16x12x12_k3_s1_p1_nchw8c", kind, "hot", "2m,64");
    }

    static FleetWorker worker(
            String url, String name, String target, Duration lease, FleetWorker.Tuner tuner) {
        return new FleetWorker(
                Databases.source(url), name, machine(target), lease, tuner, sentence -> {});
    }

    /** A tuner that says when it begins, and measures for so long. */
    static FleetWorker.Tuner measuring(CountDownLatch begun, Runnable told, Duration length) {
        return job -> {
            told.run();
            begun.countDown();
            // Nothing is measured: it is the time alone that others see of it.
            Thread.sleep(length);
        };
    }

    static FleetWorker worker(String url, String name, String target, FleetWorker.Tuner tuner) {
        return worker(url, name, target, LEASE, tuner);
    }

    static Job await(Fleet fleet, UUID id, Predicate<Job> wanted) throws Exception {
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

    /** The queue gives a job to an attempt, whoever had it. */
    static void take(String url, Job job, String holder, int version) throws SQLException {
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
}
