package org.lanewise.tuner.fleet;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.lanewise.config.Machine;
import org.lanewise.db.fleet.Job;
import org.lanewise.db.fleet.Job.State;
import org.lanewise.files.OneLine;

/**
 * Takes jobs of this machine's kind, one at a time, since measuring needs the whole host. It gives
 * signs of life while it measures, too; a job of a worker that gives none any more goes to another.
 */
public final class FleetWorker implements AutoCloseable {
    /** Tunes; what it throws is why a job has no result. */
    @FunctionalInterface
    public interface Tuner {
        /** Tunes a layer. */
        void tune(Job job) throws Exception;
    }

    private static final Duration POLLING = Duration.ofSeconds(1);

    /** Signs of life that a worker gives within its lease: one may come late, or be lost. */
    private static final int SIGNS = 6;

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Fleet fleet;
    private final String name;
    private final Tuner tuner;
    private final Consumer<String> told;
    private final Scheduler scheduler;

    /**
     * A worker that has not begun.
     *
     * @param name tells it from others
     * @param lease how long it may give no sign of life before its job goes to another
     * @param told what it does, a sentence each
     */
    public FleetWorker(
            DataSource source,
            String name,
            Machine machine,
            Duration lease,
            Tuner tuner,
            Consumer<String> told) {
        this.fleet = new Fleet(source);
        this.name = name;
        this.tuner = tuner;
        this.told = told;
        fleet.tables().register(name, Fleet.kind(machine), machine.cpu());
        OneTimeTask<Void> task =
                Tasks.oneTime(Fleet.task(Fleet.kind(machine)))
                        .onFailure(this::failed)
                        .onDeadExecution(this::failed)
                        .execute((instance, context) -> run(UUID.fromString(instance.getId())));
        this.scheduler =
                Scheduler.create(source, task)
                        .schedulerName(new SchedulerName.Fixed(name))
                        .threads(1)
                        .pollingInterval(POLLING)
                        .heartbeatInterval(lease.dividedBy(SIGNS))
                        .missedHeartbeatsLimit(SIGNS)
                        // Jobs of other kinds are other workers'.
                        .deleteUnresolvedAfter(Duration.ofDays(10_000))
                        .failureLogging(LogLevel.OFF, false)
                        .build();
    }

    /** Begins to take jobs, in threads of its own. */
    public void start() {
        scheduler.start();
    }

    private void run(UUID id) {
        Job job = fleet.tables().job(id).orElse(null);
        if (job == null || job.state() == State.CANCELLED) {
            return;
        }
        fleet.tables().begun(id, name);
        told.accept("Tuning " + job.layer() + " of " + job.suite());
        try {
            tuner.tune(job);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("its worker was stopped", stopped);
        } catch (Exception failure) {
            throw new IllegalStateException(
                    failure.getMessage() == null ? failure.toString() : failure.getMessage(),
                    failure);
        }
        fleet.tables().done(id);
        told.accept("Done with " + job.layer() + " of " + job.suite());
    }

    /** The same for one that failed and for one whose worker gives no sign of life any more. */
    private void failed(ExecutionComplete complete, ExecutionOperations<Void> queue) {
        UUID id = UUID.fromString(complete.getExecution().getId());
        String reason =
                complete.getCause()
                        .map(cause -> OneLine.of(String.valueOf(cause.getMessage())))
                        .orElseGet(() ->
                                "its worker "
                                        + complete.getExecution().pickedBy
                                        + " gave no sign of life");
        if (fleet.failed(id, reason)) {
            told.accept("Tried again later: " + reason);
            queue.reschedule(complete, complete.getTimeDone().plus(PAUSE));
        } else {
            told.accept("Not tried again: " + reason);
            // First out of the queue: whoever sees a parked job may put it in again.
            queue.stop();
            fleet.parked(id, reason);
        }
    }

    /** Takes no more jobs and ends the one that runs. */
    @Override
    public void close() {
        scheduler.stop();
    }
}
