package org.lanewise.db.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/** The table of trials. */
final class TrialTable {
    private static final String ADD =
            """
            INSERT INTO trial (machine_id, workload, schedule, generator, stage, cache, strategy, seed, finished_at,
                outcome, message, bytes_per_call, limit_ms,
                median_ns, low_ns, high_ns, samples_ns, warm_up_ms)
            VALUES (:machine, :workload, :schedule, :generator, :stage, :cache, :strategy, :seed, :at,
                :outcome, :message, :bytesPerCall, :limitMs,
                :medianNs, :lowNs, :highNs, :samplesNs, :warmUpMs)
            """;

    /** The number breaks ties of trials that ended within one tick of the clock. */
    private static final String FIND =
            """
            SELECT t.* FROM trial t
            WHERE t.machine_id = :machine AND t.workload = :workload AND t.generator = :generator
            ORDER BY t.finished_at, t.id
            """;

    private static final String WORKLOADS =
            """
            SELECT DISTINCT workload FROM trial
            WHERE machine_id = :machine AND generator = :generator
            ORDER BY workload
            """;

    private TrialTable() {}

    /** Adds a trial, and its machine if it is the first; returns the number of trials added. */
    static int append(Handle sql, Machine machine, Trial trial) {
        try (Update insert = sql.createUpdate(ADD)) {
            insert.bind("machine", MachineTable.findOrAdd(sql, machine))
                    .bind("workload", trial.workload().toString())
                    .bind("schedule", trial.schedule().toString())
                    .bind("generator", KernelSource.GENERATOR)
                    .bind("stage", trial.stage().name())
                    .bind("cache", trial.cache().text())
                    .bind("strategy", trial.strategy())
                    .bind("seed", trial.seed())
                    .bind("at", Columns.instant(trial.at()));
            OutcomeColumns.bind(insert, trial.outcome());
            return insert.execute();
        }
    }

    static List<Trial> find(Handle sql, Machine machine, Workload workload) {
        return MachineTable.find(sql, machine)
                .map(id ->
                        sql.createQuery(FIND)
                                .bind("machine", id)
                                .bind("workload", workload.toString())
                                .bind("generator", KernelSource.GENERATOR)
                                .map((row, context) -> read(row))
                                .list())
                .orElse(List.of());
    }

    static List<Workload> workloads(Handle sql, Machine machine) {
        return MachineTable.find(sql, machine)
                .map(id ->
                        sql.createQuery(WORKLOADS)
                                .bind("machine", id)
                                .bind("generator", KernelSource.GENERATOR)
                                .mapTo(String.class)
                                .map(Workload::parse)
                                .list())
                .orElse(List.of());
    }

    static long count(Handle sql) {
        return sql.createQuery("SELECT count(*) FROM trial").mapTo(Long.class).one();
    }

    private static Trial read(ResultSet row) throws SQLException {
        return new Trial(
                Workload.parse(row.getString("workload")),
                Schedule.parse(row.getString("schedule")),
                Columns.constant(row, "stage", Stage.class),
                CacheState.parse(row.getString("cache")),
                row.getString("strategy"),
                row.getLong("seed"),
                OutcomeColumns.read(row),
                Columns.instant(row, "finished_at"));
    }
}
