package org.lanewise.tuner.fleet;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.lanewise.config.Machine;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.fleet.FleetHost;
import org.lanewise.db.fleet.Job;
import org.lanewise.db.fleet.Job.State;
import org.lanewise.db.sql.FleetTables;
import org.lanewise.files.OneLine;
import org.lanewise.target.Target;

/**
 * Jobs and workers of a database. The queue itself is db-scheduler's; beside it stands what people
 * ask for. Where a process is killed between the two, workers {@linkplain #repair put} the job into
 * the queue. Thread-safe. Methods throw a {@link DatabaseException} when the server cannot be
 * asked.
 */
public final class Fleet {
    /** A job that ended so often without a result is parked. */
    static final int MOST_ATTEMPTS = 3;

    private static final String TASK = "tune-";

    private final FleetTables tables;
    private final SchedulerClient queue;

    /**
     * @param source connections to a database whose schema is up to date
     */
    public Fleet(DataSource source) {
        this.tables = new FleetTables(source);
        this.queue = SchedulerClient.Builder.create(source).build();
    }

    /** The kind that a machine is. */
    public static String kind(Machine machine) {
        return machine.target().isa().text();
    }

    /** All that jobs for this machine may name: its kind, and its processor. */
    public static Set<String> kinds(Machine machine) {
        return Set.of(kind(machine), machine.cpu());
    }

    /**
     * The kind that a user names.
     *
     * @throws org.lanewise.target.InvalidTargetException if there is no such target
     */
    public static String kind(String target) {
        return Target.parse(target).isa().text();
    }

    /** What the queue calls jobs of a kind: workers know the tasks of their kinds alone. */
    static String task(String kind) {
        return TASK + kind;
    }

    FleetTables tables() {
        return tables;
    }

    /**
     * Puts jobs into the queue, but none of which there is an open one already.
     *
     * @return their number
     */
    public int submit(List<Job> jobs) {
        int added = tables.add(jobs);
        repair(Set.copyOf(jobs.stream().map(Job::kind).toList()));
        return added;
    }

    /**
     * Puts jobs into the queue that wait and are not in it, or parks those that failed too often:
     * whoever was to do so was killed before.
     */
    void repair(Set<String> kinds) {
        for (Job job : tables.forgotten()) {
            if (!kinds.contains(job.kind())) {
                continue;
            }
            if (job.attempts() < MOST_ATTEMPTS) {
                enqueue(job);
            } else {
                tables.parked(job.id(), job.attempts());
            }
        }
    }

    private void enqueue(Job job) {
        Instant now = tables.now();
        queued(() ->
                queue.scheduleIfNotExists(
                        TaskDescriptor.of(task(job.kind()))
                                .instance(job.id().toString())
                                .scheduledTo(now)));
    }

    /** The queue asks the server by itself, and says in its own way that it is not there. */
    private static void queued(Runnable change) {
        try {
            change.run();
        } catch (SQLRuntimeException refused) {
            throw new DatabaseException(
                    "The server's queue of jobs cannot be used: "
                            + OneLine.of(String.valueOf(refused.getMessage()))
                            + "; try again when it is there.",
                    refused);
        }
    }

    /** All jobs, the oldest first. */
    public List<Job> jobs() {
        return tables.jobs();
    }

    /** All hosts that ever took jobs. */
    public List<FleetHost> hosts() {
        return tables.hosts();
    }

    /**
     * Whether a job waits for another attempt; else it is over, parked, or another worker has it.
     */
    boolean waits(UUID id) {
        return tables.job(id)
                .filter(job -> job.state() == State.QUEUED)
                .filter(job -> job.attempts() < MOST_ATTEMPTS)
                .isPresent();
    }

    /** Whether an attempt is still the one that counts. */
    boolean holds(UUID id, String lease) {
        return tables.job(id)
                .filter(job -> job.state() == State.RUNNING)
                .filter(job -> job.lease().equals(lease))
                .isPresent();
    }

    /** Leaves a job; its worker, if it has one, lets go of it. */
    public void cancel(Job job) {
        tables.cancelled(job.id());
        if (job.state() == State.QUEUED) {
            try {
                queued(() ->
                        queue.cancel(TaskInstanceId.of(task(job.kind()), job.id().toString())));
            } catch (TaskInstanceException begun) {
                // A worker was faster: it has taken the job, or ended it. It asks before it begins.
                System.getLogger(Fleet.class.getName())
                        .log(System.Logger.Level.DEBUG, "Not in the queue any more", begun);
            }
        }
    }

    /** Gives a job that is parked or cancelled its attempts anew. */
    public void retry(Job job) {
        tables.renewed(job.id());
        enqueue(job);
    }
}
