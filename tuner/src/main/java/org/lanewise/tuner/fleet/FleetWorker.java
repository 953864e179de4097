package org.lanewise.tuner.fleet;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.Machine;
import org.lanewise.db.fleet.Job;
import org.lanewise.files.OneLine;

/**
 * Takes jobs of this machine's kinds, one at a time, since measuring needs the whole host. It gives
 * signs of life while it measures, too; a job of a worker that gives none any more goes to another,
 * and whoever finds that it has lost its job lets go of it.
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

    /**
     * Signs come at least so often, however long the lease is: others tell by their own whether a
     * worker is silent, and people are shown who is there.
     */
    private static final Duration LONGEST_SIGN = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** How long a job that was asked to let go may take to do so. */
    private static final Duration LETTING_GO = Duration.ofSeconds(10);

    private static final String STOPPED = "its worker was stopped";
    private static final String LOST = "it was cancelled, or is another worker's";

    private final Fleet fleet;
    private final String name;
    private final Set<String> kinds;
    private final Duration lease;
    private final Duration sign;
    private final Tuner tuner;
    private final Consumer<String> told;
    private final ExecutorService working = Executors.newSingleThreadExecutor();
    private final ScheduledExecutorService living = Executors.newSingleThreadScheduledExecutor();
    private final Scheduler scheduler;
    private final AtomicReference<@Nullable Attempt> running = new AtomicReference<>();

    /** When signs of life of workers were heard last that seem to give none any more. */
    private final Map<UUID, Instant> suspects = new ConcurrentHashMap<>();

    private volatile boolean stopping;

    /** How far the server's clock is ahead of this host's; asked for with each sign of life. */
    private volatile Duration ahead = Duration.ZERO;

    /**
     * A worker that has not begun.
     *
     * @param name what people call it
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
        this.kinds = Fleet.kinds(machine);
        this.lease = lease;
        this.sign = sign(lease);
        this.tuner = tuner;
        this.told = told;
        this.ahead = ahead();
        fleet.tables().register(name, Fleet.kind(machine), machine.cpu());
        this.scheduler =
                Scheduler.create(source, kinds.stream().map(this::task).toArray(OneTimeTask[]::new))
                        .schedulerName(new SchedulerName.Fixed(LeaseHolder.name(lease, name)))
                        // Hosts whose clocks differ would take each other for dead.
                        .clock(this::now)
                        .threads(1)
                        .executorService(working)
                        .shutdownMaxWait(LETTING_GO)
                        .pollingInterval(POLLING)
                        .heartbeatInterval(sign)
                        .missedHeartbeatsLimit(signs(lease))
                        // Jobs of other kinds are other workers'.
                        .deleteUnresolvedAfter(Duration.ofDays(10_000))
                        .failureLogging(LogLevel.OFF, false)
                        .build();
    }

    private OneTimeTask<Void> task(String kind) {
        return Tasks.oneTime(Fleet.task(kind))
                .onFailure(this::ended)
                .onDeadExecution(this::silent)
                .execute((instance, context) -> run(context.getExecution()));
    }

    /** How often a worker gives a sign of life. */
    static Duration sign(Duration lease) {
        Duration share = lease.dividedBy(SIGNS);
        return share.compareTo(LONGEST_SIGN) < 0 ? share : LONGEST_SIGN;
    }

    /** How many of them there are in a lease. */
    static int signs(Duration lease) {
        return (int) Math.max(SIGNS, lease.dividedBy(sign(lease)));
    }

    /** The server's time. */
    private Instant now() {
        return Instant.now().plus(ahead);
    }

    private Duration ahead() {
        return Duration.between(Instant.now(), fleet.tables().now());
    }

    /** Begins to take jobs, in threads of its own. */
    public void start() {
        scheduler.start();
        ScheduledFuture<?> _ =
                living.scheduleWithFixedDelay(
                        this::live, sign.toMillis(), sign.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void live() {
        try {
            fleet.tables().seen(name);
            ahead = ahead();
            Attempt attempt = running.get();
            if (attempt != null && !fleet.holds(attempt.id(), attempt.lease())) {
                attempt.letGo(LOST);
            }
            fleet.repair(kinds);
        } catch (RuntimeException unreachable) {
            // The server is gone for longer than a call waits; the next sign follows.
            System.getLogger(FleetWorker.class.getName())
                    .log(System.Logger.Level.DEBUG, "No sign of life", unreachable);
        }
    }

    private void run(Execution execution) {
        Attempt attempt = new Attempt(execution);
        if (!fleet.tables().begun(attempt.id(), attempt.lease(), name)) {
            return;
        }
        // Not before it has begun: until then it does not hold its job, and would be let go of.
        running.set(attempt);
        try {
            if (stopping) {
                throw new Attempt.LetGo(STOPPED, new InterruptedException());
            }
            run(fleet.tables().job(attempt.id()).orElseThrow(), attempt);
        } finally {
            attempt.end();
            running.set(null);
        }
    }

    private void run(Job job, Attempt attempt) {
        told.accept("Tuning " + job.layer() + " of " + job.suite());
        try {
            tuner.tune(job);
        } catch (Exception failure) {
            String asked = attempt.end();
            if (!asked.isEmpty()) {
                throw new Attempt.LetGo(asked, failure);
            }
            throw new IllegalStateException(
                    failure.getMessage() == null ? failure.toString() : failure.getMessage(),
                    failure);
        }
        attempt.end();
        told.accept(
                (fleet.tables().done(attempt.id(), attempt.lease())
                                ? "Done with "
                                : "Another worker has ")
                        + job.layer()
                        + " of "
                        + job.suite());
    }

    /** An attempt of this worker ended without a result. */
    private void ended(ExecutionComplete complete, ExecutionOperations<Void> queue) {
        Execution execution = complete.getExecution();
        Throwable cause = complete.getCause().orElseThrow();
        String reason = OneLine.of(String.valueOf(cause.getMessage()));
        if (cause instanceof Attempt.LetGo) {
            told.accept("Left: " + reason);
            fleet.tables().givenBack(Attempt.id(execution), Attempt.lease(execution), reason);
            again(complete, queue, Duration.ZERO);
        } else {
            told.accept("Failed: " + reason);
            fleet.tables().failed(Attempt.id(execution), Attempt.lease(execution), reason);
            again(complete, queue, PAUSE);
        }
    }

    /**
     * A worker seems to give no sign of life any more, by this one's lease. Its own may be longer.
     * Or it may have been the server that could not be told: whoever lives has given another sign
     * when this is asked again.
     */
    private void silent(ExecutionComplete complete, ExecutionOperations<Void> queue) {
        Execution execution = complete.getExecution();
        Duration its = LeaseHolder.lease(execution.pickedBy).orElse(lease);
        if (execution.lastHeartbeat.plus(its).isAfter(now())) {
            return;
        }
        UUID id = Attempt.id(execution);
        if (!execution.lastHeartbeat.equals(suspects.put(id, execution.lastHeartbeat))) {
            return;
        }
        suspects.remove(id);
        String worker = fleet.tables().job(id).map(Job::worker).orElse("");
        String reason = "its worker " + worker + " gave no sign of life";
        if (fleet.tables().failed(id, Attempt.lease(execution), reason)) {
            told.accept("Taken over: " + reason);
        }
        again(complete, queue, PAUSE);
    }

    /**
     * Puts a job into the queue again if it waits. If it does not, it leaves the queue first, and
     * is parked then: whoever sees a parked job may put it in again.
     */
    private void again(
            ExecutionComplete complete, ExecutionOperations<Void> queue, Duration pause) {
        UUID id = Attempt.id(complete.getExecution());
        if (fleet.waits(id)) {
            queue.reschedule(complete, complete.getTimeDone().plus(pause));
        } else {
            queue.stop();
            fleet.repair(kinds);
        }
    }

    /** Takes no more jobs and gives the one that runs back, for another worker to take at once. */
    @Override
    public void close() {
        stopping = true;
        scheduler.pause();
        Attempt attempt = running.get();
        if (attempt != null) {
            attempt.letGo(STOPPED);
        }
        scheduler.stop();
        living.shutdownNow();
    }
}
