package org.lanewise.db.sql;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.lanewise.db.fleet.FleetHost;
import org.lanewise.db.fleet.Job;

/**
 * The tables of jobs and workers, on a server alone. A call that meets a lost connection fails; the
 * fleet tries its work again. Thread-safe.
 */
public final class FleetTables {
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

    /** Adds a job. */
    public void add(Job job) {
        jdbi.useHandle(sql ->
                sql.createUpdate(
                                """
                                INSERT INTO fleet_job (id, suite, layer, workload, kind, cache, budget)
                                VALUES (:id, :suite, :layer, :workload, :kind, :cache, :budget)
                                """)
                        .bindMethods(job)
                        .execute());
    }

    /** All jobs, the oldest first. */
    public List<Job> jobs() {
        return jdbi.withHandle(sql ->
                sql.createQuery("SELECT * FROM fleet_job ORDER BY submitted, suite, layer, kind")
                        .mapTo(Job.class)
                        .list());
    }

    /** A job, if there is one of this identity. */
    public Optional<Job> job(UUID id) {
        return jdbi.withHandle(sql ->
                sql.createQuery("SELECT * FROM fleet_job WHERE id = :id")
                        .bind("id", id)
                        .mapTo(Job.class)
                        .findOne());
    }

    /** All hosts that ever took jobs. */
    public List<FleetHost> hosts() {
        return jdbi.withHandle(sql ->
                sql.createQuery("SELECT * FROM fleet_worker ORDER BY name")
                        .mapTo(FleetHost.class)
                        .list());
    }

    /** Makes a worker known, or that it has begun anew. */
    public void register(String worker, String kind, String cpu) {
        jdbi.useHandle(sql ->
                sql.createUpdate(
                                """
                                INSERT INTO fleet_worker (name, kind, cpu) VALUES (:name, :kind, :cpu)
                                ON CONFLICT (name) DO UPDATE SET kind = :kind, cpu = :cpu, seen = now()
                                """)
                        .bind("name", worker)
                        .bind("kind", kind)
                        .bind("cpu", cpu)
                        .execute());
    }

    /** A worker has begun with a job. */
    public void begun(UUID id, String worker) {
        change(id, "state = 'RUNNING', worker = :text", worker);
    }

    /** A job has its result. */
    public void done(UUID id) {
        change(id, "state = 'DONE', reason = :text", "");
    }

    /** An attempt ended without a result; the job waits for another. */
    public void failed(UUID id, String reason) {
        change(id, "state = 'QUEUED', attempts = attempts + 1, reason = :text", reason);
    }

    /** A job failed too often. */
    public void parked(UUID id, String reason) {
        change(id, "state = 'PARKED', reason = :text", reason);
    }

    /** A job is left, whatever its worker comes to. */
    public void cancelled(UUID id) {
        change(id, "state = 'CANCELLED', reason = :text", "cancelled");
    }

    private void change(UUID id, String what, String text) {
        jdbi.useHandle(sql ->
                sql.createUpdate(
                                "UPDATE fleet_job SET changed = now(), "
                                        + what
                                        + " WHERE id = :id AND state <> 'CANCELLED'")
                        .bind("text", text)
                        .bind("id", id)
                        .execute());
    }

    /** A job waits as if it were new. */
    public void renewed(UUID id) {
        jdbi.useHandle(sql ->
                sql.createUpdate(
                                """
                                UPDATE fleet_job SET state = 'QUEUED', attempts = 0, reason = '', changed = now()
                                WHERE id = :id
                                """)
                        .bind("id", id)
                        .execute());
    }
}
