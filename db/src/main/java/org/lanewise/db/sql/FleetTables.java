package org.lanewise.db.sql;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.fleet.FleetHost;
import org.lanewise.db.fleet.Job;

/**
 * The tables of jobs and workers, on a server alone. A call that meets a lost connection is made
 * again for about a minute: each may be made twice. What ends an attempt names its lease, and
 * changes nothing where another attempt has begun since. Thread-safe. Every method throws a {@link
 * DatabaseException} when the server cannot be asked.
 */
public final class FleetTables {
    /** An attempt that has not ended takes until now. */
    private static final String JOBS =
            """
            SELECT *, COALESCE(EXTRACT(EPOCH FROM COALESCE(ended, now()) - begun), 0) AS seconds
            FROM fleet_job
            """;

    private static final String ADD =
            """
            INSERT INTO fleet_job (id, suite, layer, workload, kind, cache, budget)
            SELECT :id, :suite, :layer, :workload, :kind, :cache, :budget
            WHERE NOT EXISTS (
                SELECT 1 FROM fleet_job WHERE suite = :suite AND layer = :layer AND workload = :workload
                AND kind = :kind AND cache = :cache AND (id = :id OR state IN ('QUEUED', 'RUNNING')))
            """;

    private static final String FORGOTTEN =
            JOBS
                    + """
                    WHERE state = 'QUEUED' AND NOT EXISTS (
                        SELECT 1 FROM scheduled_tasks WHERE task_instance = CAST(id AS VARCHAR))
                    """;

    /** A lease is what the queue calls its holder, and how often its entry was changed. */
    private static final String HELD =
            """
            SELECT 1 FROM scheduled_tasks
            WHERE task_instance = :id AND picked AND picked_by || ' ' || version = :lease
            FOR UPDATE
            """;

    private static final String REGISTER =
            """
            INSERT INTO fleet_worker (name, kind, cpu) VALUES (:name, :kind, :cpu)
            ON CONFLICT (name) DO UPDATE SET kind = :kind, cpu = :cpu, seen = now()
            """;

    private final Jdbi jdbi;

    /**
     * @param source connections to a database whose schema is up to date
     */
    public FleetTables(DataSource source) {
        this.jdbi =
                Jdbi.create(source)
                        .registerRowMapper(ConstructorMapper.factory(Job.class))
                        .registerRowMapper(ConstructorMapper.factory(FleetHost.class));
    }

    private <T> T use(Function<Handle, T> work) {
        try {
            return Patience.with(() -> jdbi.inTransaction(work::apply), () -> {});
        } catch (JdbiException refused) {
            throw new DatabaseException(
                    "The server of the jobs cannot be used: "
                            + Failure.reason(refused)
                            + "; try again when it is there.",
                    refused);
        }
    }

    /** The time on the server, which all hosts share. */
    public Instant now() {
        return use(sql ->
                sql.createQuery("SELECT now()").mapTo(OffsetDateTime.class).one().toInstant());
    }

    /**
     * Adds jobs, all or none, but none of which there is an open one already.
     *
     * @return their number
     */
    public int add(List<Job> jobs) {
        return use(sql -> {
            // Two who submit the same at the same time.
            sql.execute("LOCK TABLE fleet_job IN SHARE ROW EXCLUSIVE MODE");
            return jobs.stream()
                    .mapToInt(job -> sql.createUpdate(ADD).bindMethods(job).execute())
                    .sum();
        });
    }

    /** All jobs, the oldest first. */
    public List<Job> jobs() {
        return use(sql ->
                sql.createQuery(JOBS + "ORDER BY submitted, suite, layer, kind")
                        .mapTo(Job.class)
                        .list());
    }

    /** A job, if there is one of this identity. */
    public Optional<Job> job(UUID id) {
        return use(sql ->
                sql.createQuery(JOBS + "WHERE id = :id").bind("id", id).mapTo(Job.class).findOne());
    }

    /**
     * Jobs that wait and of which the queue knows nothing, as those of a process that was killed
     * between the one and the other.
     */
    public List<Job> forgotten() {
        return use(sql -> sql.createQuery(FORGOTTEN).mapTo(Job.class).list());
    }

    /** All hosts that ever took jobs. */
    public List<FleetHost> hosts() {
        return use(sql ->
                sql.createQuery(
                                "SELECT *, EXTRACT(EPOCH FROM now() - seen) AS silent_seconds"
                                        + " FROM fleet_worker ORDER BY name")
                        .mapTo(FleetHost.class)
                        .list());
    }

    /** Makes a worker known, or that it has begun anew. */
    public void register(String worker, String kind, String cpu) {
        use(sql ->
                sql.createUpdate(REGISTER)
                        .bind("name", worker)
                        .bind("kind", kind)
                        .bind("cpu", cpu)
                        .execute());
    }

    /** A worker gives a sign of life. */
    public void seen(String worker) {
        use(sql ->
                sql.createUpdate("UPDATE fleet_worker SET seen = now() WHERE name = :name")
                        .bind("name", worker)
                        .execute());
    }

    /**
     * A worker begins with a job.
     *
     * @return whether it may: the job is neither done nor cancelled, and the queue still gives it
     *     to this attempt
     */
    public boolean begun(UUID id, String lease, String worker) {
        return use(sql ->
                isHeld(sql, id, lease)
                        && sql.createUpdate(
                                                """
                                                UPDATE fleet_job
                                                SET state = 'RUNNING', lease = :lease, worker = :worker, begun = now(), ended = NULL, changed = now()
                                                WHERE id = :id AND state IN ('QUEUED', 'RUNNING')
                                                """)
                                        .bind("lease", lease)
                                        .bind("worker", worker)
                                        .bind("id", id)
                                        .execute()
                                > 0);
    }

    /** Until the transaction ends the queue gives it to nobody else. */
    private static boolean isHeld(Handle sql, UUID id, String lease) {
        return sql.createQuery(HELD)
                .bind("id", id.toString())
                .bind("lease", lease)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /**
     * An attempt has its result.
     *
     * @return whether it counts
     */
    public boolean done(UUID id, String lease) {
        return ended(id, lease, "state = 'DONE', reason = :reason", "", "'RUNNING', 'DONE'");
    }

    /**
     * An attempt ended without a result; the job waits for another.
     *
     * @return whether it counts
     */
    public boolean failed(UUID id, String lease, String reason) {
        return ended(
                id,
                lease,
                "state = 'QUEUED', attempts = attempts + 1, reason = :reason",
                reason,
                "'RUNNING'");
    }

    /** An attempt was stopped before it came to anything; the job waits as it did before. */
    public void givenBack(UUID id, String lease, String reason) {
        ended(id, lease, "state = 'QUEUED', reason = :reason", reason, "'RUNNING'");
    }

    private boolean ended(UUID id, String lease, String change, String reason, String before) {
        return use(sql ->
                sql.createUpdate(
                                        "UPDATE fleet_job SET changed = now(), ended = now(), "
                                                + change
                                                + " WHERE id = :id AND lease = :lease AND state IN ("
                                                + before
                                                + ")")
                                .bind("reason", reason)
                                .bind("id", id)
                                .bind("lease", lease)
                                .execute()
                        > 0);
    }

    /**
     * A job that waits failed too often.
     *
     * @param attempts how often; one that was given another chance meanwhile goes on waiting
     */
    public void parked(UUID id, int attempts) {
        use(sql ->
                sql.createUpdate(
                                """
                                UPDATE fleet_job SET changed = now(), state = 'PARKED'
                                WHERE id = :id AND state = 'QUEUED' AND attempts = :attempts
                                """)
                        .bind("id", id)
                        .bind("attempts", attempts)
                        .execute());
    }

    /** A job is left, whatever its worker comes to. */
    public void cancelled(UUID id) {
        change(
                id,
                "state = 'CANCELLED', reason = 'cancelled', ended = COALESCE(ended, now())",
                "'QUEUED', 'RUNNING'");
    }

    /** A job that was given up waits as if it were new. */
    public void renewed(UUID id) {
        change(
                id,
                "state = 'QUEUED', attempts = 0, reason = '', lease = '', begun = NULL, ended = NULL",
                "'PARKED', 'CANCELLED'");
    }

    private void change(UUID id, String what, String before) {
        use(sql ->
                sql.createUpdate(
                                "UPDATE fleet_job SET changed = now(), "
                                        + what
                                        + " WHERE id = :id AND state IN ("
                                        + before
                                        + ")")
                        .bind("id", id)
                        .execute());
    }
}
