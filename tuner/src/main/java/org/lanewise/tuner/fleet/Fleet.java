package org.lanewise.tuner.fleet;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.lanewise.config.Machine;
import org.lanewise.db.fleet.FleetHost;
import org.lanewise.db.fleet.Job;
import org.lanewise.db.fleet.Job.State;
import org.lanewise.db.sql.FleetTables;
import org.lanewise.target.Target;

/**
 * Jobs and workers of a database. The queue itself is db-scheduler's; beside it stands what people
 * ask for. Thread-safe.
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

    /**
     * The kind that a user names.
     *
     * @throws org.lanewise.target.InvalidTargetException if there is no such target
     */
    public static String kind(String target) {
        return Target.parse(target).isa().text();
    }

    /** What the queue calls jobs of a kind: workers know the tasks of their kind alone. */
    static String task(String kind) {
        return TASK + kind;
    }

    FleetTables tables() {
        return tables;
    }

    /** Puts a job into the queue. */
    public void submit(Job job) {
        tables.add(job);
        enqueue(job);
    }

    private void enqueue(Job job) {
        queue.scheduleIfNotExists(
                TaskDescriptor.of(task(job.kind()))
                        .instance(job.id().toString())
                        .scheduledTo(Instant.now()));
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
     * An attempt ended without a result.
     *
     * @return whether there is another one; else the job is to be parked, or was cancelled
     */
    boolean failed(UUID id, String reason) {
        tables.failed(id, reason);
        return tables.job(id)
                .filter(job -> job.state() == State.QUEUED)
                .filter(job -> job.attempts() < MOST_ATTEMPTS)
                .isPresent();
    }

    /** Parks a job that is in the queue no more, unless it was cancelled. */
    void parked(UUID id, String reason) {
        tables.parked(id, reason);
    }

    /** Leaves a job; what a worker has begun it ends, and it is not begun again. */
    public void cancel(Job job) {
        tables.cancelled(job.id());
        if (job.state() == State.QUEUED) {
            try {
                queue.cancel(TaskInstanceId.of(task(job.kind()), job.id().toString()));
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
